using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Orchestration.Clock;

/// <summary>What the clock asks and does. Each may run twice: asking is harmless, and the door fires a deadline once.</summary>
public sealed class ClockActivities(TicketStore store, TicketDesk desk, SupportModelSource model)
{
    /// <summary>When the ticket's clock has to wake.</summary>
    [Function(nameof(NextDeadline))]
    public async Task<NextWake> NextDeadline([ActivityTrigger] string ticketId, CancellationToken cancellationToken)
    {
        Ticket? ticket = (await store.FindAsync(TicketId.Parse(ticketId), cancellationToken))?.Ticket;
        if (ticket is { IsOver: false } && ticket.ModelRevision != model.Current.Revision)
        {
            // Whatever woke the clock, it is not to sleep on by the deadlines of a model that is gone.
            CommandResult result = await desk.ExecuteAsync(
                ticket.Id,
                new ApplyModel(),
                new CommandRequest { Actor = Actor.Model, Channel = IntakeChannel.Rule },
                cancellationToken);
            ticket = (result as CommandResult.Done)?.Ticket ?? ticket;
        }

        return NextWake.Of(ticket, model.Current);
    }

    /// <summary>Does what is due now; returns when to wake next.</summary>
    [Function(nameof(FireDeadlines))]
    public async Task<NextWake> FireDeadlines([ActivityTrigger] string ticketId, CancellationToken cancellationToken)
    {
        CommandResult result = await desk.ExecuteAsync(
            TicketId.Parse(ticketId),
            new FireDeadlines(),
            new CommandRequest { Actor = Actor.Clock, Channel = IntakeChannel.Clock },
            cancellationToken);
        return NextWake.Of((result as CommandResult.Done)?.Ticket, model.Current);
    }
}
