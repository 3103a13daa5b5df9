using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Webhooks;
using Support.Platform.Correlations;
using Support.Platform.Model;
using Support.Platform.Receipts;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Webhooks;

/// <summary>What news did.</summary>
/// <param name="Outcome"><c>opened</c>, <c>updated</c> or <c>ignored</c>.</param>
/// <param name="TicketId">The ticket; null for none.</param>
/// <param name="Reason">Why nothing was done; null when something was.</param>
public sealed record NewsOutcome(string Outcome, TicketId? TicketId = null, string? Reason = null);

/// <summary>
/// Does to tickets what other systems' news says: one ticket per record. Every step is safe to repeat, so a delivery that
/// comes again after a crash goes on where the first one ended.
/// </summary>
public sealed class WebhookIntakeDesk(
    TicketDesk desk, TicketStore store, ExternalRecords records, SupportModelSource model)
{
    private const int RacesMax = 10;
    private const int MergesMax = 20;

    /// <summary>Does what news says.</summary>
    public async Task<NewsOutcome> TakeAsync(ExternalNews news, IntakeReceipt receipt, CancellationToken cancellationToken)
    {
        bool opened = false;
        for (int attempt = 0; attempt < RacesMax; attempt++)
        {
            (ExternalRecord? known, Ticket? ticket) = await FindAsync(news, cancellationToken);
            NewsPlan plan = NewsRules.Of(news, RulesOf(news.Record.Source).OnClosed, ticket, model.Current);
            if (plan.Open is { } open)
            {
                opened |= await OpenAsync(news, open, known, ticket, cancellationToken);
            }
            else if (ticket is null || await DoAllAsync(ticket, news, plan, receipt, cancellationToken))
            {
                return opened ? new NewsOutcome("opened", ticket!.Id)
                    : plan.Nothing is { } why ? new NewsOutcome("ignored", ticket?.Id, why) : new NewsOutcome("updated", ticket!.Id);
            }
        }

        throw new InvalidOperationException("The record is told of by too many at once.");
    }

    /// <summary>What the model says of a source that this system knows by itself, or the model does.</summary>
    public WebhookIntake RulesOf(string source) => model.Current.Intake.Webhooks.GetValueOrDefault(source) ?? new WebhookIntake();

    private async Task<(ExternalRecord? Known, Ticket? Ticket)> FindAsync(ExternalNews news, CancellationToken cancellationToken)
    {
        ExternalReference record = news.Record;
        ExternalRecord? known = await records.FindAsync(record.Source, record.Id, cancellationToken);
        if (known is null && news.Ours is { } ours && await IsOursAsync(record, ours, cancellationToken))
        {
            // Our push made the record, and their news of it was faster than their answer.
            await records.BindAsync(record.Source, record.Id, ours, cancellationToken);
            known = await records.FindAsync(record.Source, record.Id, cancellationToken);
        }

        Ticket? ticket = known is null ? null : (await store.FindAsync(known.TicketId, cancellationToken))?.Ticket;
        for (int merges = 0; merges < MergesMax && ticket?.Merged is { } merged; merges++)
        {
            ticket = (await store.FindAsync(merged.Into, cancellationToken))?.Ticket;
        }

        return (known, ticket);
    }

    // Anybody there can write a reference of ours into a record: it counts only for tickets that are pushed.
    private async Task<bool> IsOursAsync(ExternalReference record, TicketId ours, CancellationToken cancellationToken) =>
        RulesOf(record.Source).Mirror is { } mirror
        && await store.FindAsync(ours, cancellationToken) is { Ticket: { } ticket }
        && mirror.Push.Contains(ticket.Application)
        && ticket.ExternalReferences.All(reference => reference.Source != record.Source || reference.Id == record.Id);

    private async Task<bool> OpenAsync(
        ExternalNews news, OpenTicket open, ExternalRecord? known, Ticket? over, CancellationToken cancellationToken)
    {
        // A reference that was chosen but never opened under is what a crash left: it is used now.
        TicketId? id = known is not null && over is null
            ? known.TicketId
            : await records.ChooseAsync(news.Record.Source, news.Record.Id, known, cancellationToken);
        if (id is not { } chosen)
        {
            return false;
        }

        CommandResult result = await desk.OpenAsync(open, Request(news, null), chosen, cancellationToken);
        return result switch
        {
            CommandResult.Done done => !done.Replayed,
            CommandResult.Refused refused => throw new InvalidOperationException($"A ticket of {news.Record.Source} cannot be opened: {refused.Reason}"),
            _ => false,
        };
    }

    // False when the ticket changed meanwhile so that another plan is needed.
    private async Task<bool> DoAllAsync(
        Ticket ticket, ExternalNews news, NewsPlan plan, IntakeReceipt receipt, CancellationToken cancellationToken)
    {
        foreach (NewsCommand command in plan.Commands)
        {
            if (await IsEchoAsync(command.Command, cancellationToken))
            {
                continue;
            }

            CommandRequest request = Request(news, KeyOf(command, news, receipt));
            CommandResult result = await desk.ExecuteAsync(ticket.Id, command.Command, request, cancellationToken);
            if (result is CommandResult.Refused && command.Otherwise is { } otherwise)
            {
                result = await desk.ExecuteAsync(ticket.Id, otherwise, request, cancellationToken);
            }

            if (result is CommandResult.Refused && (await store.FindAsync(ticket.Id, cancellationToken))?.Ticket.Status != ticket.Status)
            {
                return false;
            }
        }

        return true;
    }

    // What we wrote there comes back: it is in its ticket already.
    private async Task<bool> IsEchoAsync(TicketCommand command, CancellationToken cancellationToken)
    {
        string text = command switch
        {
            AddRequesterMessage written => written.Text,
            AddNote note => note.Text,
            _ => "",
        };
        return EchoMark.Find(text) is { } mark
            && await store.FindMessageAsync(mark.Ticket, mark.Message, cancellationToken) is { } message
            && mark.IsOf(message);
    }

    // A comment is known by its own id, whichever delivery brings it; anything else by its delivery.
    private static IdempotencyKey KeyOf(NewsCommand command, ExternalNews news, IntakeReceipt receipt) => command.IsComment
        ? new IdempotencyKey($"{news.Record.Source} {news.Record.Id}", command.Key, string.Empty)
        : receipt.CommandKey with { Value = $"{receipt.CommandKey.Value}\n{command.Key}" };

    private static CommandRequest Request(ExternalNews news, IdempotencyKey? key) => new()
    {
        Actor = new Actor(ActorKind.Integration, news.Record.Source, news.By.Name),
        Channel = IntakeChannel.Webhook,
        Key = key,
    };
}
