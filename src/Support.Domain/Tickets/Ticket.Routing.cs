namespace Support.Domain.Tickets;

public sealed partial record Ticket
{
    /// <summary>Skills that whoever gets the ticket needs.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Whether the triage manager has to say what the ticket is about.</summary>
    public bool NeedsTriage { get; init; }

    /// <summary>Whether a person or a rule set the priority, so that impact and urgency do not undo it.</summary>
    public bool PriorityIsSet { get; init; }

    /// <summary>The version at which it last changed hands: the team and the person who hold it have held it since.</summary>
    public int HeldSince { get; init; }

    /// <summary>Who held it before; null when nobody did.</summary>
    public string? LastAssignee { get; init; }

    /// <summary>A rule's wish that somebody gets it; null when no rule wishes that.</summary>
    public AssignmentWish? AssignmentWish { get; init; }

    /// <summary>When to look for somebody again; null when it does not wait for that.</summary>
    public DateTimeOffset? AssignmentWaitsUntil { get; init; }

    /// <summary>When who holds it got it; null when nobody holds it.</summary>
    public DateTimeOffset? AssigneeSince { get; init; }

    /// <summary>Since when it waits for the desk; null since it came in.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    private Ticket AfterAssigned(Assigned assigned, TicketEvent next) => this with
    {
        Assignee = assigned.Agent,
        Team = assigned.Team,
        HeldSince = next.Version,
        AssigneeSince = assigned.Agent is null ? null : next.At,
        LastAssignee = Assignee ?? LastAssignee,
        AssignmentWish = null,
        AssignmentWaitsUntil = null,
    };

    /// <summary>Null when the event is another one.</summary>
    private Ticket? AfterRouting(TicketEvent next) => next.Data switch
    {
        Routed routed => this with
        {
            Tags = [.. Tags, .. routed.Tags.Except(Tags)],
            Skills = routed.Skills,
            NeedsTriage = routed.NeedsTriage,
            PriorityIsSet = routed.Priority is not null,
        },
        Triaged triaged => this with
        {
            Application = triaged.Application,
            Kind = triaged.Kind,
            Impact = triaged.Impact,
            Urgency = triaged.Urgency,
            Skills = triaged.Skills ?? Skills,
            NeedsTriage = false,
        },
        AssignmentWanted wanted => this with
        {
            AssignmentWish = new AssignmentWish(next.Version, wanted.How, wanted.Skills),
            AssignmentWaitsUntil = null,
        },
        AssignmentPostponed postponed => this with { AssignmentWaitsUntil = postponed.Until },
        AssignmentDue => this with { AssignmentWaitsUntil = null },
        AssignmentFailed => this with { AssignmentWish = null, AssignmentWaitsUntil = null },
        _ => null,
    };
}
