namespace Support.Domain.Tickets;

/// <summary>Somebody who is told of a ticket without holding it: an agent, or a person outside by mail address.</summary>
public sealed record Watcher
{
    /// <summary>Agent id; null for somebody outside.</summary>
    public string? Agent { get; init; }

    /// <summary>Mail address; null for an agent, whose address the model has.</summary>
    public string? Email { get; init; }

    /// <summary>What people call somebody outside; null when nobody said.</summary>
    public string? Name { get; init; }

    /// <summary>Whether both are one person: capitals in an address do not part them.</summary>
    public bool IsSame(Watcher other) =>
        Agent == other.Agent && string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Tell somebody of the ticket from now on.</summary>
/// <param name="Watcher">Whom.</param>
public sealed record WatchTicket(Watcher Watcher) : TicketCommand;

/// <summary>Tell somebody of the ticket no longer.</summary>
/// <param name="Watcher">Whom.</param>
public sealed record UnwatchTicket(Watcher Watcher) : TicketCommand;

/// <summary>Somebody is told of the ticket from now on.</summary>
/// <param name="Watcher">Who.</param>
public sealed record WatcherAdded(Watcher Watcher) : TicketEventData;

/// <summary>Somebody is told of the ticket no longer.</summary>
/// <param name="Watcher">Who.</param>
public sealed record WatcherRemoved(Watcher Watcher) : TicketEventData;

/// <summary>Keeps the list of those who are told of a ticket.</summary>
internal static class WatcherRules
{
    /// <summary>Each costs a mail per answer; beyond this a mailing list is the better watcher.</summary>
    public const int WatchersMax = 50;

    /// <summary>The reason why not, or null.</summary>
    public static string? Watch(TicketDraft draft, Watcher watcher, string? cause = null)
    {
        Ticket ticket = draft.Ticket;
        if (watcher.Agent is { } agent && !draft.Context.Model.Agents.ContainsKey(agent))
        {
            return $"There is no agent '{agent}'.";
        }

        if (string.Equals(watcher.Email, ticket.Requester.Email, StringComparison.OrdinalIgnoreCase))
        {
            return $"{watcher.Email} opened the ticket and is told of it anyway.";
        }

        if (ticket.Watchers.Any(watcher.IsSame))
        {
            return null;
        }

        if (ticket.Watchers.Count == WatchersMax)
        {
            return $"A ticket has at most {WatchersMax} watchers; a mailing list can be one of them.";
        }

        draft.Emit(new WatcherAdded(watcher), cause);
        return null;
    }

    /// <summary>Harmless when they do not watch.</summary>
    public static string? Unwatch(TicketDraft draft, Watcher watcher, string? cause = null)
    {
        if (draft.Ticket.Watchers.FirstOrDefault(watcher.IsSame) is { } there)
        {
            draft.Emit(new WatcherRemoved(there), cause);
        }

        return null;
    }
}
