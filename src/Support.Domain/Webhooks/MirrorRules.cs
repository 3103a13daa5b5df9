using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>Something that another system is told of a ticket: a closed set.</summary>
public abstract record MirrorStep
{
    private MirrorStep()
    {
    }

    /// <summary>A record of the ticket is made there.</summary>
    public sealed record Create : MirrorStep;

    /// <summary>Fields of the record get other values.</summary>
    /// <param name="Fields">Values by field.</param>
    public sealed record Write(IReadOnlyDictionary<string, string> Fields) : MirrorStep;

    /// <summary>A message is added to the record.</summary>
    /// <param name="Message">Its number.</param>
    /// <param name="Internal">Whether it is a note.</param>
    public sealed record Add(int Message, bool Internal) : MirrorStep;
}

/// <summary>
/// What another system is told of what happens to a ticket. What came from that system is not sent back to it, so that two
/// systems that mirror each other come to rest: every message is told once, by whom it was written to.
/// </summary>
public static class MirrorRules
{
    /// <summary>What is told of an event; null for nothing.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="before">The event before it; null for the first.</param>
    /// <param name="application">The ticket's application.</param>
    /// <param name="source">The other system.</param>
    /// <param name="mirror">What the model says that it is told.</param>
    public static MirrorStep? Of(TicketEvent happened, TicketEvent? before, string application, string source, WebhookMirror mirror)
    {
        if (IsOf(happened, source) && !IsOurAnswer(happened, before, source))
        {
            return null;
        }

        return happened.Data switch
        {
            TicketOpened when mirror.Push.Contains(application) => new MirrorStep.Create(),
            MessageAdded { Number: > 1 } message when (message.Public ? mirror.Comments : mirror.WorkNotes) =>
                new MirrorStep.Add(message.Number, !message.Public),
            StatusChanged status when mirror.Statuses.TryGetValue(status.To, out IReadOnlyDictionary<string, string>? fields) =>
                new MirrorStep.Write(fields),
            PriorityChanged priority when mirror.Priorities.TryGetValue(priority.To, out IReadOnlyDictionary<string, string>? fields) =>
                new MirrorStep.Write(fields),
            _ => null,
        };
    }

    /// <summary>What a record of a ticket is made of.</summary>
    public static IReadOnlyDictionary<string, string> NewRecord(Ticket ticket, string description, WebhookMirror mirror)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["short_description"] = ticket.Subject,
            ["description"] = description,
            ["correlation_id"] = ticket.Id.Value,
            ["correlation_display"] = "Support",
        };
        foreach ((string name, string value) in mirror.Priorities.GetValueOrDefault(ticket.Priority) ?? new Dictionary<string, string>())
        {
            fields[name] = value;
        }

        return fields;
    }

    private static bool IsOf(TicketEvent happened, string source) =>
        happened.Channel == IntakeChannel.Webhook && happened.Actor.Kind == ActorKind.Integration && happened.Actor.Id == source;

    // Their comment opened the ticket again: that is our doing, and they do not know it yet.
    private static bool IsOurAnswer(TicketEvent happened, TicketEvent? before, string source) =>
        happened.Data is StatusChanged { To: TicketStatus.Open }
        && before is { Data: MessageAdded { Public: true } } && IsOf(before, source);
}
