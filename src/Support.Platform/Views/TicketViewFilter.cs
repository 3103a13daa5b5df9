using Azure.Data.Tables;
using Support.Domain.Model;

namespace Support.Platform.Views;

/// <summary>Turns a query of the list into an OData filter, so that storage sends only lines that match.</summary>
internal static class TicketViewFilter
{
    private static readonly TicketStatus[] Over = [TicketStatus.Closed, TicketStatus.Cancelled, TicketStatus.Merged];

    public static string Of(TicketViewQuery query)
    {
        var clauses = new List<string>();
        bool over = query.Statuses.Any(Over.Contains);
        bool active = query.Statuses.Count == 0 || query.Statuses.Any(status => !Over.Contains(status));
        if (!over)
        {
            clauses.Add("PartitionKey eq 'active'");
        }
        else if (!active)
        {
            clauses.Add("PartitionKey ge 'over-' and PartitionKey lt 'over.'");
        }

        if (query.Statuses.Count > 0)
        {
            clauses.Add($"({string.Join(" or ", query.Statuses.Select(status => TableClient.CreateQueryFilter($"Status eq {(int)status}")))})");
        }

        Add(query.Team, value => TableClient.CreateQueryFilter($"Team eq {value}"));
        Add(query.Assignee, value => TableClient.CreateQueryFilter($"Assignee eq {value}"));
        Add(query.Application, value => TableClient.CreateQueryFilter($"Application eq {value}"));
        Add(query.Requester?.ToLowerInvariant(), value => TableClient.CreateQueryFilter($"Requester eq {value}"));
        Add(query.Tier, value => TableClient.CreateQueryFilter($"Tier eq {(int)value!.Value}"));
        Add(query.Priority, value => TableClient.CreateQueryFilter($"Priority eq {(int)value!.Value}"));
        Add(query.DueBefore, value => TableClient.CreateQueryFilter($"DueAt lt {value!.Value}"));
        return string.Join(" and ", clauses);

        void Add<T>(T? value, Func<T, string> clause)
        {
            if (value is not null)
            {
                clauses.Add(clause(value));
            }
        }
    }
}
