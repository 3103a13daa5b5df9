using Support.Domain.Mail;
using Support.Domain.Relations;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Functions.Intake.Tickets;
using Support.Mail;
using Support.Platform.Mail;
using Support.Platform.Model;
using Support.Platform.Receipts;
using Support.Platform.Relations;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Email;

/// <summary>Does what was decided of a mail. Every command has a key of the mail's receipt, so that it may be repeated from any point.</summary>
public sealed class MailActions(
    TicketDesk desk, TicketStore store, MergedConversations merged, SuppressionStore suppressions, SupportModelSource model)
{
    private static readonly Actor MailSystem = new(ActorKind.System, "mail");

    /// <summary>Does it, and answers with what became of the mail.</summary>
    public async Task<MailOutcome> DoAsync(
        MailDecision decision, InboundMail mail, MailMessage message, IntakeReceipt receipt, CancellationToken cancellationToken)
    {
        var work = new Work(decision, mail, message, receipt);
        return decision.Action switch
        {
            MailAction.OpenTicket or MailAction.OpenLinked or MailAction.OpenFollowUp => await OpenAsync(work, decision.Ticket, cancellationToken),
            MailAction.RecordBounce => await RecordBounceAsync(work, cancellationToken),
            _ => await AddAsync(work, cancellationToken),
        };
    }

    private async Task<MailOutcome> OpenAsync(Work work, TicketId? other, CancellationToken cancellationToken)
    {
        bool followsUp = work.Decision.Action is not (MailAction.OpenTicket or MailAction.OpenLinked);
        Ticket? before = followsUp && other is { } over ? await FindAsync(over, cancellationToken) : null;
        Requester sender = MailJudgement.SenderOf(work.Mail)!;
        string subject = MailText.Line(work.Mail.Subject, TicketSubmission.SubjectLengthMax);
        var open = new OpenTicket
        {
            Subject = subject.Length > 0 ? subject : before?.Subject ?? "(no subject)",
            Description = work.Message.Text,
            Requester = sender,
            Application = before is not null && model.Current.Applications.ContainsKey(before.Application) ? before.Application : null,
            Kind = before?.Kind,
            Impact = before?.Impact,
            Urgency = before?.Urgency,
            FollowUpOf = before?.Id,
            Enclosures = work.Message.Enclosures,
            Automatic = work.Decision.Automatic,
        };
        CommandResult result = await desk.OpenAsync(open, work.Request(Of(sender), "open"), cancellationToken);
        if (result is not CommandResult.Done { Ticket: { } ticket })
        {
            return Refused(result);
        }

        if (work.Decision.Action == MailAction.OpenLinked && other is { } related)
        {
            var link = new LinkTicket(related, LinkKind.RelatesTo, work.Decision.Reason);
            await desk.ExecuteAsync(ticket.Id, link, work.Request(MailSystem, "link"), cancellationToken);
        }

        await WatchAsync(ticket.Id, work, cancellationToken);
        return new MailOutcome(MailFate.Opened, work.Decision.Reason, ticket.Id);
    }

    private async Task<MailOutcome> AddAsync(Work work, CancellationToken cancellationToken)
    {
        TicketId id = work.Decision.Ticket!.Value;
        if (await FindAsync(id, cancellationToken) is not { } ticket || Command(work, ticket) is not var (command, actor))
        {
            return new MailOutcome(MailFate.Quarantined, $"There is no ticket {id} any more.");
        }

        CommandResult result = await desk.ExecuteAsync(id, command, work.Request(actor, "add"), cancellationToken);
        if (result is CommandResult.Refused { Ticket.Merged: not null })
        {
            // It was merged since that was decided: what is written to it lands where it goes on.
            id = (await merged.EndOfAsync(ticket, cancellationToken)).Id;
            result = await desk.ExecuteAsync(id, command, work.Request(actor, "add"), cancellationToken);
        }

        if (result is CommandResult.Refused { Ticket.IsOver: true } && work.Decision.Action == MailAction.AddMessage)
        {
            return await OpenAsync(work, id, cancellationToken);
        }

        if (result is not CommandResult.Done)
        {
            return Refused(result);
        }

        await WatchAsync(id, work, cancellationToken);
        return new MailOutcome(MailFate.Added, work.Decision.Reason, id);
    }

    private (TicketCommand Command, Actor Actor)? Command(Work work, Ticket ticket)
    {
        (string text, Enclosures enclosures) = work.Message;
        Actor sender = MailJudgement.SenderOf(work.Mail) is { } requester ? Of(requester) : MailSystem;
        return work.Decision.Action switch
        {
            MailAction.AddMessage => (new AddRequesterMessage(text) { Enclosures = enclosures }, sender),
            MailAction.AgentReply => (new ReplyToRequester(text) { Enclosures = enclosures }, AgentOf(work.Decision.Agent!)),
            MailAction.AgentNote => (new AddNote(text) { Enclosures = enclosures }, AgentOf(work.Decision.Agent!)),
            MailAction.VendorAnswer when ticket.Vendor is { } vendor => (
                new RecordVendorAnswer(null, null, text) { Enclosures = enclosures }, new Actor(ActorKind.Vendor, vendor.Email, vendor.Name)),
            _ => (new AddNote(text) { Enclosures = enclosures }, sender),
        };
    }

    private async Task<MailOutcome> RecordBounceAsync(Work work, CancellationToken cancellationToken)
    {
        TicketId id = work.Decision.Ticket!.Value;
        CommandResult result = await desk.ExecuteAsync(
            id, new RecordBounce(work.Decision.Undelivered), work.Request(MailSystem, "bounce"), cancellationToken);
        if (result is not CommandResult.Done)
        {
            return Refused(result);
        }

        foreach (Undelivered undelivered in work.Decision.Undelivered.Where(static undelivered => undelivered is { Failed: true, Permanent: true }))
        {
            await suppressions.AddAsync(undelivered.Address, undelivered.Status, undelivered.Diagnostic, id, cancellationToken);
        }

        return new MailOutcome(MailFate.Added, work.Decision.Reason, id);
    }

    private async Task WatchAsync(TicketId id, Work work, CancellationToken cancellationToken)
    {
        for (int i = 0; i < work.Decision.Watchers.Count; i++)
        {
            // Refused where they are the requester, or too many: then nobody is missed.
            var watch = new WatchTicket(work.Decision.Watchers[i]);
            await desk.ExecuteAsync(id, watch, work.Request(Of(MailJudgement.SenderOf(work.Mail)!), $"watch {i}"), cancellationToken);
        }
    }

    private async Task<Ticket?> FindAsync(TicketId id, CancellationToken cancellationToken) =>
        (await store.FindAsync(id, cancellationToken))?.Ticket;

    private Actor AgentOf(string id) =>
        new(ActorKind.Agent, id, model.Current.Agents.TryGetValue(id, out Support.Domain.Model.Agent? agent) ? agent.Name : null);

    private static Actor Of(Requester requester) => new(ActorKind.Requester, requester.Email, requester.Name);

    private static MailOutcome Refused(CommandResult result) => new(
        MailFate.Quarantined,
        result is CommandResult.Refused refused ? $"The ticket refused it: {refused.Reason}" : "The ticket that it belongs to is not there any more.");

    private sealed record Work(MailDecision Decision, InboundMail Mail, MailMessage Message, IntakeReceipt Receipt)
    {
        public CommandRequest Request(Actor actor, string what) => new()
        {
            Actor = actor,
            Channel = IntakeChannel.Email,
            Key = Receipt.CommandKey with { Value = $"{what}\n{Receipt.CommandKey.Value}" },
        };
    }
}
