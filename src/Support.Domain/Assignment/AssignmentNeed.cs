using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Assignment;

/// <summary>A ticket that needs somebody, and what that somebody must bring.</summary>
public sealed record AssignmentNeed
{
    /// <summary>The version since which the ticket needs somebody; the same need has the same answer.</summary>
    public required int Since { get; init; }

    /// <summary>Team id.</summary>
    public required string Team { get; init; }

    /// <summary>How to find somebody.</summary>
    public required AssignmentMode Mode { get; init; }

    /// <summary>Skills that they must have, all of them.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>What the ticket adds to somebody's load.</summary>
    public required int Weight { get; init; }

    /// <summary>When the next promise breaks; null when none runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who has it or just gave it back, and does not get it again; null for nobody.</summary>
    public string? NotAgent { get; init; }

    /// <summary>
    /// What the ticket needs; null when it needs nobody: it is answered or over, somebody has it, it waits for the triage
    /// manager or for a shift to begin, or its team takes tickets by hand.
    /// </summary>
    public static AssignmentNeed? Of(Ticket ticket, SupportModel model)
    {
        bool isOpen = !ticket.IsOver && ticket.Status != TicketStatus.Resolved;
        if (!isOpen || ticket.NeedsTriage || ticket.AssignmentWaitsUntil is not null
            || !model.Teams.TryGetValue(ticket.Team, out Team? team))
        {
            return null;
        }

        AssignmentMode? mode = ticket.AssignmentWish is { } wish ? ModeOf(wish.How)
            : ticket.Assignee is null && team.Assignment != AssignmentMode.Manual ? team.Assignment
            : null;
        return mode is not { } how ? null : new AssignmentNeed
        {
            Since = SinceOf(ticket),
            Team = ticket.Team,
            Mode = how,
            Skills = ticket.AssignmentWish is { Skills: { Count: > 0 } wished } ? wished : ticket.Skills,
            Weight = model.Load.WeightOf(ticket.Priority),
            DueAt = ticket.Clocks.Select(clock => clock.DueAt).Min(),
            NotAgent = ticket.Assignee ?? ticket.LastAssignee,
        };
    }

    /// <summary>The version since which the ticket needs what it needs now.</summary>
    internal static int SinceOf(Ticket ticket) => Math.Max(ticket.HeldSince, ticket.AssignmentWish?.Version ?? 0);

    private static AssignmentMode ModeOf(AssignmentWay how) =>
        how == AssignmentWay.BySkill ? AssignmentMode.BySkill : AssignmentMode.LeastLoaded;
}

/// <summary>What is known of a team's people when a ticket is given to one of them.</summary>
public sealed record Roster
{
    /// <summary>The sum of the weights of the open tickets that each holds, in whatever team; nothing where nothing is said.</summary>
    public IReadOnlyDictionary<string, int> Load { get; init; } = new Dictionary<string, int>();

    /// <summary>When each last got one from this team automatically, as a number that rises; 0 where nothing is said.</summary>
    public IReadOnlyDictionary<string, long> Turns { get; init; } = new Dictionary<string, long>();

    /// <summary>How much the agent has to do.</summary>
    public int LoadOf(string agent) => Load.GetValueOrDefault(agent);

    /// <summary>The number of the last turn of the agent.</summary>
    public long TurnOf(string agent) => Turns.GetValueOrDefault(agent);
}

/// <summary>Who gets a ticket, or until when it waits; neither when nobody can take it.</summary>
/// <param name="Agent">Agent id; null when nobody gets it now.</param>
/// <param name="Until">When to look again; null when there is nothing to wait for.</param>
/// <param name="Cause">Why, for a person to read.</param>
public sealed record AssignmentAnswer(string? Agent, DateTimeOffset? Until, string Cause);
