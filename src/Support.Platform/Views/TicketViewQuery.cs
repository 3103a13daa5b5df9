using Support.Domain.Access;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Platform.Views;

/// <summary>Which lines to list; what is null does not matter.</summary>
public sealed record TicketViewQuery
{
    /// <summary>Team id.</summary>
    public string? Team { get; init; }

    /// <summary>Agent id; empty for tickets that nobody holds.</summary>
    public string? Assignee { get; init; }

    /// <summary>Statuses; none given: all that are not over.</summary>
    public IReadOnlyList<TicketStatus> Statuses { get; init; } = [];

    /// <summary>Level.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Priority.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Application id.</summary>
    public string? Application { get; init; }

    /// <summary>Mail address.</summary>
    public string? Requester { get; init; }

    /// <summary>Organisation id.</summary>
    public string? Organisation { get; init; }

    /// <summary>Whether only tickets that need triage; what is over needs none.</summary>
    public bool NeedsTriage { get; init; }

    /// <summary>Due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Words that all stand in the ticket, the last perhaps only begun; null for a list.</summary>
    public string? Words { get; init; }

    /// <summary>The tickets that the asker may see at all.</summary>
    public TicketScope Scope { get; init; } = TicketScope.Everything;

    /// <summary>At most so many lines.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only lines after this place; null for the first page.</summary>
    public TicketViewCursor? After { get; init; }

    /// <summary>Whether a line is asked for.</summary>
    public bool Matches(TicketView view) =>
        Scope.Covers(view.Team, view.Application)
        && (Statuses.Count == 0 ? !view.IsOver : Statuses.Contains(view.Status))
        && Is(Team, view.Team)
        && Is(Assignee, view.Assignee ?? string.Empty)
        && Is(Application, view.Application)
        && Is(Requester?.ToLowerInvariant(), view.Requester.ToLowerInvariant())
        && Is(Organisation, view.Organisation ?? string.Empty)
        && (!NeedsTriage || view.NeedsTriage)
        && (Tier is null || Tier == view.Tier)
        && (Priority is null || Priority == view.Priority)
        && (DueBefore is null || (!view.IsOver && view.DueAt < DueBefore));

    private static bool Is(string? wanted, string found) => wanted is null || wanted == found;
}

/// <summary>A place in a list. Its inside is the store's own business.</summary>
/// <param name="Part">Which of the ranges that the list is read from, in their order.</param>
/// <param name="Token">Where in it; null for its beginning.</param>
public sealed record TicketViewCursor(int Part, string? Token);

/// <summary>A page of a list.</summary>
/// <param name="Lines">
/// The lines: first what is not over, sorted by due time (none last), then reference; after it what is over, the newest first.
/// </param>
/// <param name="Next">Where the next page starts; null when this is the last. A page may be short and have a next one.</param>
public sealed record TicketViewPage(IReadOnlyList<TicketView> Lines, TicketViewCursor? Next)
{
    /// <summary>Whether a word was found in so many tickets that older ones were left out; null where that cannot be.</summary>
    public bool? Incomplete { get; init; }
}

/// <summary>References of tickets that are not over, in their own order, which does not change while one walks along it.</summary>
/// <param name="Ids">The references.</param>
/// <param name="Continuation">Where to go on; null at the end.</param>
public sealed record OpenTicketPage(IReadOnlyList<TicketId> Ids, string? Continuation);
