using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>What another system tells of one of its records, in one normal form.</summary>
public sealed record ExternalNews
{
    /// <summary>Which record.</summary>
    public required ExternalReference Record { get; init; }

    /// <summary>Who did it there.</summary>
    public required ExternalPerson By { get; init; }

    /// <summary>What happened, as a sentence: <c>ann closed acme/shop#12</c>.</summary>
    public required string What { get; init; }

    /// <summary>What a ticket of the record would be; null when the news does not say enough.</summary>
    public ExternalOpening? Opening { get; init; }

    /// <summary>Whether the news opens a ticket where the record has none, or one that is over.</summary>
    public bool Opens { get; init; }

    /// <summary>What was written, in order.</summary>
    public IReadOnlyList<ExternalComment> Comments { get; init; } = [];

    /// <summary>Where the record stands now, if that has changed; null otherwise.</summary>
    public ExternalStatus? Status { get; init; }

    /// <summary>What else changed, for an internal note; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Tags that the ticket gets.</summary>
    public IReadOnlyList<string> AddTags { get; init; } = [];

    /// <summary>Tags that the ticket loses.</summary>
    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>The priority that the ticket gets; null for no change.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The reference that we gave the record when we made it there; null when it names none.</summary>
    public TicketId? Ours { get; init; }
}

/// <summary>A person of another system.</summary>
/// <param name="Email">Mail address; one below <c>.invalid</c>, which no mail is sent to, when the system does not tell it.</param>
/// <param name="Name">What people call them.</param>
public sealed record ExternalPerson(string Email, string Name);

/// <summary>What a ticket of a record would be.</summary>
public sealed record ExternalOpening
{
    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>The first message.</summary>
    public required string Description { get; init; }

    /// <summary>Whose record it is there.</summary>
    public required ExternalPerson Requester { get; init; }

    /// <summary>Application id; null for the model's default.</summary>
    public string? Application { get; init; }

    /// <summary>What it is about; null for what the rules say.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>How many are hit; null for the model's default.</summary>
    public Grade? Impact { get; init; }

    /// <summary>How soon it hurts; null for the model's default.</summary>
    public Grade? Urgency { get; init; }

    /// <summary>The priority, whatever impact and urgency say; null for what they say.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Custom fields by id; null for none.</summary>
    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }
}

/// <summary>Something that was written at a record.</summary>
public sealed record ExternalComment
{
    /// <summary>What identifies it there; null when it has no name of its own.</summary>
    public string? Id { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Whether only those who work on the record see it there.</summary>
    public bool Internal { get; init; }

    /// <summary>Where it can be seen; null for nowhere.</summary>
    public Uri? Url { get; init; }
}

/// <summary>Where a record stands in another system, as far as it matters here.</summary>
public enum ExternalStatus
{
    /// <summary>It is done with.</summary>
    Resolved,

    /// <summary>It is worked on again.</summary>
    Reopened,
}
