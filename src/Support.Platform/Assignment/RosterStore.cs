using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Assignment;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Storage;

namespace Support.Platform.Assignment;

/// <summary>
/// Who has how much to do, and whose turn it is. All in one partition: <c>team-…</c> (whose turn was when), <c>agent-…</c>
/// (how much somebody has to do) and <c>ticket-…</c> (what an open ticket adds, and to whom). A change is one transaction
/// guarded by the ETags of the rows that it goes by, so a ticket counts once however many hosts and repetitions there are.
/// </summary>
public sealed class RosterStore(TableServiceClient tables)
{
    private const string Partition = "desk";
    private readonly TableClient _rosters = tables.GetTableClient(TableNames.Rosters);

    /// <summary>What a ticket adds, and to whom; null when it adds nothing.</summary>
    public async Task<StoredHolding?> FindAsync(TicketId ticketId, CancellationToken cancellationToken) =>
        await RowAsync(TicketKey(ticketId), cancellationToken) is { } row
            ? new StoredHolding(JsonSerializer.Deserialize<Holding>(row.GetString("Data"), SupportJson.Options)!, row.ETag)
            : null;

    /// <summary>The team's turns, and how much those have to do who may get a ticket.</summary>
    public async Task<StoredRoster> ReadAsync(string team, IReadOnlyList<string> agents, CancellationToken cancellationToken)
    {
        Task<TableEntity?> turns = RowAsync(TeamKey(team), cancellationToken);
        AgentRow?[] rows = await Task.WhenAll(agents.Select(agent => AgentAsync(agent, cancellationToken)));
        var known = agents.Zip(rows).Where(pair => pair.Second is not null).ToDictionary(
            pair => pair.First, pair => pair.Second!, StringComparer.Ordinal);
        TableEntity? teamRow = await turns;
        return new StoredRoster
        {
            TeamTag = teamRow?.ETag,
            Agents = known,
            Roster = new Roster
            {
                Load = known.ToDictionary(pair => pair.Key, pair => pair.Value.Load.Load, StringComparer.Ordinal),
                Turns = teamRow is null
                    ? new Dictionary<string, long>()
                    : JsonSerializer.Deserialize<Dictionary<string, long>>(LongText.Read(teamRow, "Turns"), SupportJson.Options)!,
            },
        };
    }

    /// <summary>
    /// Takes the choice down: the turn, and what the ticket adds to the load of who was chosen instead of what it added
    /// before. False when another writer was faster: nothing is written then.
    /// </summary>
    public async Task<bool> TryReserveAsync(
        string team, StoredRoster roster, StoredHolding? before, Holding chosen, CancellationToken cancellationToken)
    {
        var turns = new Dictionary<string, long>(roster.Roster.Turns, StringComparer.Ordinal)
        {
            [chosen.Agent] = roster.Roster.Turns.Values.DefaultIfEmpty().Max() + 1,
        };
        var row = new TableEntity(Partition, TeamKey(team));
        LongText.Write(row, "Turns", JsonSerializer.Serialize(turns.OrderBy(turn => turn.Value).ToDictionary(), SupportJson.Options));
        return await TryMoveAsync(before, chosen, chosen.TicketId, roster.Agents, Put(row, roster.TeamTag), cancellationToken);
    }

    /// <summary>Lets the ticket add to somebody's load what it should. False when another writer was faster.</summary>
    public Task<bool> TryMoveAsync(
        TicketId ticketId, StoredHolding? before, Holding? after, CancellationToken cancellationToken) =>
        TryMoveAsync(before, after, ticketId, new Dictionary<string, AgentRow>(), null, cancellationToken);

    /// <summary>How much everybody has to do who has anything to do, by agent id.</summary>
    public async Task<IReadOnlyDictionary<string, AgentLoad>> LoadsAsync(CancellationToken cancellationToken)
    {
        var loads = new SortedDictionary<string, AgentLoad>(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {"agent-"} and RowKey lt {"agent."}");
        await foreach (TableEntity row in _rosters.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            loads[row.RowKey["agent-".Length..]] = LoadOf(row);
        }

        return loads;
    }

    private async Task<bool> TryMoveAsync(
        StoredHolding? before,
        Holding? after,
        TicketId ticketId,
        IReadOnlyDictionary<string, AgentRow> known,
        TableTransactionAction? turn,
        CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        string[] concerned = [.. new[] { before?.Holding.Agent, after?.Agent }.OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (string agent in concerned)
        {
            AgentRow? row = known.GetValueOrDefault(agent) ?? (agent == after?.Agent && turn is not null ? null : await AgentAsync(agent, cancellationToken));
            actions.Add(Put(AgentEntity(agent, row, before?.Holding, after), row?.ETag));
        }

        actions.Add(after is { } holding
            ? Put(TicketEntity(holding), before?.ETag)
            : new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Partition, TicketKey(ticketId)), before!.ETag));
        if (turn is not null)
        {
            actions.Add(turn);
        }

        try
        {
            await _rosters.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private async Task<AgentRow?> AgentAsync(string agent, CancellationToken cancellationToken) =>
        await RowAsync(AgentKey(agent), cancellationToken) is { } row ? new AgentRow(LoadOf(row), row.ETag) : null;

    private async Task<TableEntity?> RowAsync(string key, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _rosters.GetEntityIfExistsAsync<TableEntity>(Partition, key, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? found : null;
    }

    private static TableEntity AgentEntity(string agent, AgentRow? row, Holding? before, Holding? after)
    {
        (int load, int tickets) = (row?.Load.Load ?? 0, row?.Load.Tickets ?? 0);
        if (before?.Agent == agent)
        {
            (load, tickets) = (load - before.Weight, tickets - 1);
        }

        if (after?.Agent == agent)
        {
            (load, tickets) = (load + after.Weight, tickets + 1);
        }

        return new TableEntity(Partition, AgentKey(agent)) { ["Load"] = load, ["Tickets"] = tickets };
    }

    private static TableEntity TicketEntity(Holding holding) =>
        new(Partition, TicketKey(holding.TicketId)) { ["Data"] = JsonSerializer.Serialize(holding, SupportJson.Options) };

    private static AgentLoad LoadOf(TableEntity row) => new(row.GetInt32("Load") ?? 0, row.GetInt32("Tickets") ?? 0);

    private static TableTransactionAction Put(TableEntity row, ETag? etag) => etag is { } known
        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, known)
        : new TableTransactionAction(TableTransactionActionType.Add, row);

    private static string TeamKey(string team) => $"team-{team}";

    private static string AgentKey(string agent) => $"agent-{agent}";

    private static string TicketKey(TicketId ticketId) => $"ticket-{ticketId.Value}";
}
