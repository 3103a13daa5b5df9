using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Platform.Storage;

namespace Support.Platform.Views;

/// <summary>The saved views: a partition for each agent, and one for those that everybody has.</summary>
public sealed class SavedViewStore(TableServiceClient tables)
{
    /// <summary>The most views of one agent, and the most shared ones.</summary>
    public const int ViewsMax = 100;

    // No agent's partition: theirs begin with a word of its own.
    private const string Everybody = "shared";
    private readonly TableClient _views = tables.GetTableClient(TableNames.SavedViews);

    /// <summary>An agent's own view of that name, or else the one that everybody has; null when there is neither.</summary>
    public async Task<SavedView?> FindAsync(string agent, string name, CancellationToken cancellationToken) =>
        await ReadAsync(Own(agent), name, cancellationToken) ?? await ReadAsync(Everybody, name, cancellationToken);

    /// <summary>An agent's own views, then those that everybody has, each by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(string agent, CancellationToken cancellationToken) =>
        [.. await AllAsync(Own(agent), cancellationToken), .. await AllAsync(Everybody, cancellationToken)];

    /// <summary>Saves a view in place of what had its name. False when there are too many already.</summary>
    public async Task<bool> SaveAsync(string agent, SavedView view, CancellationToken cancellationToken)
    {
        string partition = view.Shared ? Everybody : Own(agent);
        IReadOnlyList<SavedView> present = await AllAsync(partition, cancellationToken);
        if (present.Count >= ViewsMax && !present.Any(other => other.Name == view.Name))
        {
            return false;
        }

        var row = new TableEntity(partition, view.Name);
        LongText.Write(row, "Data", JsonSerializer.Serialize(view, SupportJson.Options));
        await _views.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        return true;
    }

    /// <summary>Takes a view away. Harmless when there is none.</summary>
    public Task DeleteAsync(string agent, string name, bool shared, CancellationToken cancellationToken) =>
        _views.DeleteEntityAsync(shared ? Everybody : Own(agent), name, ETag.All, cancellationToken);

    private async Task<SavedView?> ReadAsync(string partition, string name, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _views.GetEntityIfExistsAsync<TableEntity>(partition, name, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } view } ? View(view) : null;
    }

    private async Task<IReadOnlyList<SavedView>> AllAsync(string partition, CancellationToken cancellationToken)
    {
        var views = new List<SavedView>();
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (TableEntity row in _views.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            views.Add(View(row));
        }

        return views;
    }

    private static SavedView View(TableEntity row) =>
        JsonSerializer.Deserialize<SavedView>(LongText.Read(row, "Data"), SupportJson.Options)!;

    private static string Own(string agent) => $"agent-{TicketViewLists.Escape(agent)}";
}
