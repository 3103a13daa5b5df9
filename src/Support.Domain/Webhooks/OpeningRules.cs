using Support.Domain.Tickets;

namespace Support.Domain.Webhooks;

/// <summary>What a ticket takes over from the record that it is opened for.</summary>
internal static class OpeningRules
{
    /// <summary>Right after it was opened, before its clocks start: they follow the priority.</summary>
    public static void TakeOver(TicketDraft draft, OpenTicket command)
    {
        string cause = command.Record is { } known ? $"{known.Number} says so" : "the sender says so";
        if (command.Record is { } record)
        {
            draft.Emit(new ExternalReferenceAdded(record), $"it comes from {record.Number}");
        }

        if (command.Tags.Count > 0)
        {
            // Tags that are none, or too many, are the sender's mistake and no reason to lose a ticket.
            TagRules.Change(draft, [.. command.Tags.Where(static tag => TagFormat.Normalise(tag) is not null)], [], cause);
        }

        if (command.Priority is { } priority && priority != draft.Ticket.Priority)
        {
            draft.Emit(new PriorityChanged(draft.Ticket.Priority, priority) { Override = true }, cause);
        }
    }
}
