using System.Text.Json;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Platform.Storage;

namespace Support.Platform.Views;

/// <summary>A line as a row: what can be asked for in columns of its own, and the whole line as JSON.</summary>
internal static class TicketViewRow
{
    public static TableEntity Of(IndexKey key, TicketView view)
    {
        if (TicketViewLists.IsReference(key))
        {
            return new TableEntity(key.Partition, key.Row);
        }

        var row = new TableEntity(key.Partition, key.Row)
        {
            ["Version"] = view.Version,
            ["Requester"] = view.Requester.ToLowerInvariant(),
            ["Organisation"] = view.Organisation ?? string.Empty,
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

    public static TicketView Read(TableEntity row) =>
        JsonSerializer.Deserialize<TicketView>(LongText.Read(row, "Data"), SupportJson.Options)!;
}
