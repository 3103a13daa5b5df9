using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Tickets;
using Support.Platform.Storage;
using Support.Platform.Tickets;

namespace Support.Platform.Views;

/// <summary>
/// The agents' lists, kept up from the ticket's changes. Tickets that are not over share the partition <c>active</c>;
/// the others move to a partition for the month in which they were opened, so that the working list stays small.
/// </summary>
public sealed class TicketViewStore(TableServiceClient tables, TicketStore tickets, TimeProvider time)
{
    private const string Active = "active";
    private readonly TableClient _views = tables.GetTableClient(TableNames.TicketViews);

    // Until then after it was opened, a ticket's first line is written without looking. Later a change that tells of the
    // opening is a repetition, and the ticket may be over: its line must not rise again.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    /// <summary>Brings the ticket's line up to a version. Changes may come twice, late and out of order.</summary>
    public async Task ApplyAsync(Ticket ticket, bool opened, CancellationToken cancellationToken)
    {
        if (opened && !ticket.IsOver && time.GetUtcNow() < ticket.OpenedAt + Fresh && await TryAddAsync(ticket, cancellationToken))
        {
            return;
        }

        while (!await TryApplyAsync(ticket, cancellationToken))
        {
            // Another change of the same ticket was written at the same moment: look again which is newer.
        }
    }

    /// <summary>A page of the list.</summary>
    public async Task<TicketViewPage> ListAsync(TicketViewQuery query, CancellationToken cancellationToken)
    {
        var found = new PriorityQueue<TicketView, (DateTimeOffset, string)>(Comparer<(DateTimeOffset, string)>.Create(
            (a, b) => Compare(b, a)));
        await foreach (TableEntity row in _views.QueryAsync<TableEntity>(TicketViewFilter.Of(query), cancellationToken: cancellationToken))
        {
            TicketView view = Read(row);
            (DateTimeOffset, string) place = Place(view);
            if (query.After is { } after && Compare(place, (after.DueAt, after.Id)) <= 0)
            {
                continue;
            }

            // Keeps the earliest lines, one more than wanted to know whether there is another page.
            found.Enqueue(view, place);
            if (found.Count > query.Limit + 1)
            {
                found.Dequeue();
            }
        }

        var lines = found.UnorderedItems.Select(item => item.Element).OrderBy(Place, Comparer<(DateTimeOffset, string)>.Create(Compare)).ToList();
        if (lines.Count <= query.Limit)
        {
            return new TicketViewPage(lines, null);
        }

        lines.RemoveAt(lines.Count - 1);
        (DateTimeOffset due, string id) = Place(lines[^1]);
        return new TicketViewPage(lines, new TicketViewCursor(due, id));
    }

    private async Task<bool> TryApplyAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        TableEntity line = Row(ticket);
        NullableResponse<TableEntity> present = await _views.GetEntityIfExistsAsync<TableEntity>(
            line.PartitionKey, line.RowKey, ["Version"], cancellationToken);
        int? shown = present is { HasValue: true, Value: { } row } ? row.GetInt32("Version") : null;
        try
        {
            if (shown is null)
            {
                await _views.AddEntityAsync(line, cancellationToken);
            }
            else if (shown < ticket.Version)
            {
                await _views.UpdateEntityAsync(line, present.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
            }

            // A line that was not there may be new, or gone because the ticket is over and this change comes late. Only
            // after writing it can one be sure: who closes the ticket from now on finds the line and takes it away. What
            // the line shows already is a repetition, perhaps of an attempt that died between the two.
            bool isOver = ticket.IsOver
                || ((shown is null || shown >= ticket.Version)
                    && await tickets.FindAsync(ticket.Id, cancellationToken) is { Ticket.IsOver: true });
            if (isOver)
            {
                await _views.DeleteEntityAsync(Active, ticket.Id.Value, ETag.All, cancellationToken);
            }

            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    private async Task<bool> TryAddAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        try
        {
            await _views.AddEntityAsync(Row(ticket), cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    private static TableEntity Row(Ticket ticket)
    {
        var view = TicketView.Of(ticket);
        var row = new TableEntity(ticket.IsOver ? Month(ticket.OpenedAt) : Active, ticket.Id.Value)
        {
            ["Version"] = view.Version,
            ["Requester"] = view.Requester.ToLowerInvariant(),
            ["Application"] = view.Application,
            ["Priority"] = (int)view.Priority,
            ["Status"] = (int)view.Status,
            ["Tier"] = (int)view.Tier,
            ["Team"] = view.Team,
            ["Assignee"] = view.Assignee ?? string.Empty,
            ["DueAt"] = view.DueAt ?? DateTimeOffset.MaxValue,
        };
        LongText.Write(row, "Data", JsonSerializer.Serialize(view, SupportJson.Options));
        return row;
    }

    private static TicketView Read(TableEntity row) =>
        JsonSerializer.Deserialize<TicketView>(LongText.Read(row, "Data"), SupportJson.Options)!;

    private static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("'over-'yyyyMM", CultureInfo.InvariantCulture);

    private static (DateTimeOffset DueAt, string Id) Place(TicketView view) => (view.DueAt ?? DateTimeOffset.MaxValue, view.Id.Value);

    private static int Compare((DateTimeOffset DueAt, string Id) a, (DateTimeOffset DueAt, string Id) b)
    {
        int due = a.DueAt.CompareTo(b.DueAt);
        return due != 0 ? due : string.CompareOrdinal(a.Id, b.Id);
    }
}
