using Azure.Data.Tables;
using Support.Domain.Model;

namespace Support.Platform.Views;

/// <summary>
/// Chooses the ranges of keys that a list is read from: the narrowest list that holds all that is asked for, with what else
/// is asked for as a filter that storage applies to that list.
/// </summary>
internal static class TicketViewPlan
{
    private static readonly TicketStatus[] Open =
        [TicketStatus.New, TicketStatus.Open, TicketStatus.Pending, TicketStatus.OnHold, TicketStatus.Resolved];

    private static readonly TicketStatus[] Over = [TicketStatus.Closed, TicketStatus.Cancelled, TicketStatus.Merged];

    /// <summary>The filters of the ranges, in the order in which they are read.</summary>
    public static IReadOnlyList<string> Of(TicketViewQuery query)
    {
        query = Narrowed(query);
        TicketStatus[] open = [.. Open.Where(status => query.Statuses.Count == 0 || query.Statuses.Contains(status))];

        // What is over is not due any more, and nobody has to look at it.
        TicketStatus[] over = query.DueBefore is null && !query.NeedsTriage ? [.. Over.Where(query.Statuses.Contains)] : [];
        var ranges = new List<string>();
        if (open.Length > 0)
        {
            ranges.Add(Range(query, isOver: false, open, Open));
        }

        if (over.Length > 0)
        {
            ranges.Add(Range(query, isOver: true, over, Over));
        }

        return ranges;
    }

    // Who sees one team only asks for that team, and reads its list.
    private static TicketViewQuery Narrowed(TicketViewQuery query) => query with
    {
        Team = query.Team ?? (query.Scope.Teams is [var team] ? team : null),
        Application = query.Application ?? (query.Scope.Applications is [var application] ? application : null),
    };

    private static string Range(TicketViewQuery query, bool isOver, TicketStatus[] wanted, TicketStatus[] all)
    {
        var clauses = new FilterClauses();
        string? chosen = null;
        if (Choice(query, isOver) is var (kind, value))
        {
            chosen = kind;
            List(clauses, query, TicketViewLists.Partition(isOver, kind, value));
        }
        else
        {
            Everything(clauses, query, isOver);
        }

        clauses.OneOf("Status", [.. wanted.Select(status => (int)status)], [.. all.Select(status => (int)status)]);
        clauses.Equal("Team", chosen is "team" or "free" ? null : query.Team);
        clauses.Equal("Assignee", chosen is "agent" or "free" ? null : query.Assignee);
        clauses.Equal("Application", chosen == "app" ? null : query.Application);
        clauses.Equal("Requester", chosen == "from" ? null : query.Requester?.ToLowerInvariant());
        clauses.Equal("Organisation", chosen == "org" ? null : query.Organisation);
        clauses.Equal("Tier", (int?)query.Tier);
        clauses.Equal("Priority", chosen == "prio" ? null : (int?)query.Priority);
        if (query.DueBefore is { } due)
        {
            clauses.Add(TableClient.CreateQueryFilter($"DueAt lt {due}"), 1);
        }

        clauses.OneOfIfItFits("Team", query.Scope.Teams);
        clauses.OneOfIfItFits("Application", query.Scope.Applications);
        return clauses.ToString();
    }

    private static void Everything(FilterClauses clauses, TicketViewQuery query, bool isOver)
    {
        string from = isOver ? TicketViewLists.OverFrom : TicketViewLists.OpenFrom;
        string to = isOver ? TicketViewLists.OverTo
            : query.DueBefore is { } due ? TicketViewLists.DayOf(due) + "~" : TicketViewLists.OpenTo;
        clauses.Add(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"), 2);
    }

    private static void List(FilterClauses clauses, TicketViewQuery query, string partition)
    {
        clauses.Add(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), 1);
        if (query.DueBefore is { } due)
        {
            clauses.Add(TableClient.CreateQueryFilter($"RowKey lt {TicketViewLists.RowBefore(due)}"), 1);
        }
    }

    // From the list that is likely the shortest to the one that is likely the longest; null for the list of everything.
    private static (string Kind, string Value)? Choice(TicketViewQuery query, bool isOver) => query switch
    {
        { NeedsTriage: true } => ("triage", "needed"),
        { Assignee: { Length: > 0 } agent } => ("agent", agent),
        { Requester: { } requester } => ("from", requester.ToLowerInvariant()),
        { Assignee: { Length: 0 }, Team: { } team } when !isOver => ("free", team),
        { Organisation: { } organisation } => ("org", organisation),
        { Team: { } team } => ("team", team),
        { Application: { } application } => ("app", application),
        { Priority: { } priority } when !isOver => ("prio", priority.ToString()),
        _ => null,
    };
}
