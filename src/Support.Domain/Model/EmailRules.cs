namespace Support.Domain.Model;

/// <summary>What becomes of mails: the operator's decisions, each with a default that does no harm.</summary>
public sealed record EmailRules
{
    /// <summary>The most that one sender sends, or one ticket gets, within an hour before mails wait, unless the model says otherwise.</summary>
    public const int RateDefault = 60;

    /// <summary>Whether answers come back to an address of the ticket's own, <c>support+sup-….token@…</c>, which proves who was written to.</summary>
    public bool PlusAddressing { get; init; } = true;

    /// <summary>What an answer under another subject is.</summary>
    public OnNewSubject NewSubject { get; init; }

    /// <summary>What an answer is that comes from somebody else than the one whom the answered mail was sent to.</summary>
    public OnForwardedReply ForwardedReplies { get; init; }

    /// <summary>What an agent's answer by mail is.</summary>
    public OnAgentReply AgentReplies { get; init; }

    /// <summary>Who gets a copy of a mail: whether they follow the ticket from then on.</summary>
    public OnCopy Copies { get; init; }

    /// <summary>What a machine's mail is that belongs to no ticket.</summary>
    public OnMachineMail Machines { get; init; }

    /// <summary>What an answer to a cancelled ticket is.</summary>
    public OnDeadTicket Cancelled { get; init; }

    /// <summary>What an answer to a ticket is that was marked as spam.</summary>
    public OnDeadTicket Spam { get; init; } = OnDeadTicket.Quarantine;

    /// <summary>How long after it was resolved a ticket is opened again by an answer; later ones open a follow-up. Null for until it closes.</summary>
    public TimeSpan? ReopenWithin { get; init; }

    /// <summary>Addresses, and domains without an @, in lower case, whose mails go to the quarantine.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>How many mails of one sender are taken within an hour; the rest waits.</summary>
    public int PerSender { get; init; } = RateDefault;

    /// <summary>How many mails to one ticket are taken within an hour; the rest waits.</summary>
    public int PerTicket { get; init; } = RateDefault;

    /// <summary>Whether mails of that address go to the quarantine.</summary>
    public bool IsBlocked(string address)
    {
        string lower = address.ToLowerInvariant();
        string domain = lower[(lower.LastIndexOf('@') + 1)..];
        return Blocked.Contains(lower) || Blocked.Any(entry =>
            !entry.Contains('@', StringComparison.Ordinal)
            && (domain == entry || domain.EndsWith($".{entry}", StringComparison.Ordinal)));
    }
}

/// <summary>What an answer under another subject is.</summary>
public enum OnNewSubject
{
    /// <summary>An answer like any other.</summary>
    Reply,

    /// <summary>A new ticket, linked to the one that it answers.</summary>
    NewTicket,
}

/// <summary>What an answer by somebody else is.</summary>
public enum OnForwardedReply
{
    /// <summary>A new ticket, linked to the one that it answers.</summary>
    NewTicket,

    /// <summary>An internal note on the ticket.</summary>
    Note,
}

/// <summary>What an agent's answer by mail is.</summary>
public enum OnAgentReply
{
    /// <summary>A public answer to the requester.</summary>
    Reply,

    /// <summary>An internal note.</summary>
    Note,
}

/// <summary>What becomes of those who get a copy of a mail.</summary>
public enum OnCopy
{
    /// <summary>They follow the ticket.</summary>
    Watch,

    /// <summary>Nothing.</summary>
    Ignore,
}

/// <summary>What a machine's mail is that belongs to no ticket.</summary>
public enum OnMachineMail
{
    /// <summary>A ticket that is not acknowledged.</summary>
    Ticket,

    /// <summary>It goes to the quarantine.</summary>
    Quarantine,
}

/// <summary>What an answer to a ticket is that nobody wants to go on with.</summary>
public enum OnDeadTicket
{
    /// <summary>A follow-up of the ticket.</summary>
    FollowUp,

    /// <summary>It goes to the quarantine.</summary>
    Quarantine,
}
