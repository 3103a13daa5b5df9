using Support.Domain.Tickets;

namespace Support.Domain.Relations;

/// <summary>
/// Make a ticket of its own of some messages of this one. This ticket names the new one first; whoever opens it under that
/// name, once or twice, opens the same.
/// </summary>
/// <param name="Messages">Numbers of the messages that the new ticket starts with.</param>
/// <param name="Subject">The new ticket's subject.</param>
/// <param name="Reason">Why; needed.</param>
/// <param name="NewTicket">The new ticket's reference; the door gives one that is free.</param>
public sealed record SplitTicket(IReadOnlyList<int> Messages, string Subject, string Reason, TicketId? NewTicket = null)
    : TicketCommand, IOpensAnotherTicket
{
    /// <inheritdoc />
    public TicketCommand Under(TicketId reference) => this with { NewTicket = reference };

    /// <inheritdoc />
    public override TicketId? NextToLookAt(Ticket ticket, IReadOnlyDictionary<TicketId, Ticket?> known) =>
        NewTicket is { } reference && !known.ContainsKey(reference) ? reference : null;
}

/// <summary>A command that opens another ticket, for which the door draws a reference.</summary>
public interface IOpensAnotherTicket
{
    /// <summary>The command, with the reference that the other ticket will have.</summary>
    TicketCommand Under(TicketId reference);
}

/// <summary>Write down here what was written in another ticket, by whom and when it was.</summary>
/// <param name="Message">The message as it stands there.</param>
/// <param name="From">The other ticket.</param>
public sealed record CopyMessage(TicketMessage Message, TicketId From) : TicketCommand;

/// <summary>Where a message was copied from.</summary>
/// <param name="Ticket">The other ticket.</param>
/// <param name="Number">Its number there.</param>
public sealed record MessageOrigin(TicketId Ticket, int Number);

/// <summary>What a new ticket is split off.</summary>
/// <param name="From">The other ticket.</param>
/// <param name="First">The first of its messages, with which the new ticket begins.</param>
public sealed record SplitOff(TicketId From, TicketMessage First);

/// <summary>A ticket was split off this one.</summary>
/// <param name="Into">The new ticket.</param>
/// <param name="Messages">Numbers of the messages that it starts with.</param>
/// <param name="Subject">Its subject.</param>
public sealed record TicketSplit(TicketId Into, IReadOnlyList<int> Messages, string Subject) : TicketEventData;

/// <summary>Splits tickets.</summary>
internal static class SplitRules
{
    /// <summary>Whoever wants more of a ticket elsewhere wants to link it.</summary>
    public const int MessagesMax = 20;

    public static string? Split(TicketDraft draft, SplitTicket command)
    {
        Ticket ticket = draft.Ticket;
        int[] numbers = [.. command.Messages.Distinct().Order()];
        if (numbers.Length is 0 or > MessagesMax)
        {
            return $"Name 1 to {MessagesMax} messages to split off.";
        }

        if (numbers.Where(number => number < 1 || number > ticket.Messages).Select(static number => (int?)number).FirstOrDefault() is { } unknown)
        {
            return $"The ticket has no message {unknown}; it has 1 to {ticket.Messages}.";
        }

        if (ticket.Links.Count >= LinkRules.LinksMax)
        {
            return $"{ticket.Id} has {LinkRules.LinksMax} links already, which is the most.";
        }

        if (command.NewTicket is not { } reference || draft.Context.Other(reference) is not null)
        {
            return "No free reference was found for the new ticket; try again.";
        }

        draft.Emit(new TicketSplit(reference, numbers, command.Subject), command.Reason);
        return null;
    }

    public static string? Copy(TicketDraft draft, CopyMessage command)
    {
        draft.Copy(command.Message, command.From);
        return null;
    }
}
