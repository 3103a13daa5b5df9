using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>
/// Decides the fate of a mail: pure, total, exactly one for every mail. Nobody gets into a ticket by guessing: who answers
/// has to be somebody whom the ticket concerns, and an address that its own domain disowns counts for nothing.
/// </summary>
public static class MailRules
{
    /// <summary>Of everybody who gets a copy, so many follow the ticket.</summary>
    public const int CopiesMax = 10;

    /// <summary>What is done with the mail.</summary>
    public static MailDecision Decide(MailFacts facts, SupportModel model)
    {
        EmailRules rules = model.Intake.Email;
        if (facts.Nature == MailNature.Own)
        {
            return Quarantine($"It is a mail of ours that came back ({Why(facts)}); answering it would go on for ever.");
        }

        if (facts.Sender is { } sender && rules.IsBlocked(sender.Email))
        {
            return Quarantine($"The support model blocks {sender.Email} (intake.email.blocked).");
        }

        return facts.Nature switch
        {
            MailNature.Bounce => MachineMailRules.Bounce(facts),
            _ when facts.Sender is null => Quarantine("It names no sender, so nobody could be answered."),
            MailNature.Person => OfPerson(facts, facts.Sender, model),
            _ => MachineMailRules.Decide(facts, facts.Sender, model),
        };
    }

    internal static MailDecision Quarantine(string reason) => new(MailAction.Quarantine, reason);

    internal static string Why(MailFacts facts) => facts.NatureReason ?? "by its headers";

    /// <summary>A mail of which no claim holds: a new ticket, unless the sender may open none.</summary>
    internal static MailDecision Open(MailFacts facts, Requester sender, SupportModel model, string reason)
    {
        if (!model.Intake.Anonymous && model.OrganisationOf(sender.Email) is null && Participants.AgentOf(sender.Email, model) is null)
        {
            return Quarantine(
                $"{sender.Email} is of no organisation of the support model, and strangers open no tickets here (intake.anonymous).");
        }

        // Whoever's address is forged would get an answer to what they never wrote.
        bool forged = facts.Trust == SenderTrust.Forged;
        var decision = new MailDecision(MailAction.OpenTicket, forged ? $"{reason} Its sender is forged (DMARC failed), so it is not acknowledged." : reason)
        {
            Automatic = forged || facts.Nature != MailNature.Person,
            Watchers = forged ? [] : Watchers(facts, null, model),
        };
        return facts.Claims.Count == 0
            ? decision
            : decision with { Action = MailAction.OpenLinked, Ticket = facts.Claims[0].Ticket.Id };
    }

    private static MailDecision OfPerson(MailFacts facts, Requester sender, SupportModel model)
    {
        if (facts.Claims.Count == 0)
        {
            return Open(facts, sender, model, "It names no ticket.");
        }

        if (facts.Trust == SenderTrust.Forged)
        {
            return Open(facts, sender, model, $"It names {facts.Claims[0].Ticket.Id}, which a forged sender does not get into.");
        }

        foreach (MailClaim claim in facts.Claims)
        {
            if (OfClaim(claim, facts, sender, model) is { } decision)
            {
                return decision;
            }
        }

        MailClaim strongest = facts.Claims[0];
        string stranger = strongest.Kind == ClaimKind.Token
            ? $"It answers a mail to {strongest.Holder} about {strongest.Ticket.Id}, and {sender.Email} has nothing to do with that ticket."
            : $"It names {strongest.Ticket.Id}, which {sender.Email} has nothing to do with.";
        return strongest.Kind == ClaimKind.Token && model.Intake.Email.ForwardedReplies == OnForwardedReply.Note
            ? new MailDecision(MailAction.AddNote, $"{stranger} The support model keeps it as a note (intake.email.forwardedReplies).") { Ticket = strongest.Ticket.Id }
            : Open(facts, sender, model, stranger);
    }

    // Null when the claim does not hold.
    private static MailDecision? OfClaim(MailClaim claim, MailFacts facts, Requester sender, SupportModel model)
    {
        Ticket ticket = claim.Ticket;
        bool isHolder = claim.Kind == ClaimKind.Token && Participants.IsSame(claim.Holder, sender.Email);
        if (Participants.IsVendor(claim, sender.Email))
        {
            return new MailDecision(
                ticket.IsOver ? MailAction.AddNote : MailAction.VendorAnswer, $"{sender.Email} is the vendor of {ticket.Id} and answers {How(claim)}.") { Ticket = ticket.Id };
        }

        if (!Participants.IsOutside(claim, sender.Email) && Participants.AgentOf(sender.Email, model) is { } agent)
        {
            return facts.Trust == SenderTrust.Proven || isHolder ? OfAgent(agent, claim, model) : null;
        }

        return isHolder || Participants.IsOutside(claim, sender.Email) ? OfParticipant(claim, facts, sender, model) : null;
    }

    private static MailDecision OfAgent(string agent, MailClaim claim, SupportModel model)
    {
        bool note = model.Intake.Email.AgentReplies == OnAgentReply.Note || claim.Ticket.IsOver;
        return new MailDecision(
            note ? MailAction.AgentNote : MailAction.AgentReply, $"The agent {agent} answers {How(claim)}.")
        {
            Ticket = claim.Ticket.Id,
            Agent = agent,
        };
    }

    private static MailDecision OfParticipant(MailClaim claim, MailFacts facts, Requester sender, SupportModel model)
    {
        Ticket ticket = claim.Ticket;
        EmailRules rules = model.Intake.Email;
        string reason = $"{sender.Email} answers {How(claim)}";
        if (ticket.IsOver)
        {
            return OfOver(ticket, facts, reason, model);
        }

        if (rules.NewSubject == OnNewSubject.NewTicket && !MailSubjects.IsSame(facts.Subject, claim.Named.Subject))
        {
            return Open(facts, sender, model, $"{reason}, under another subject (intake.email.newSubject).");
        }

        return ticket.ResolvedAt is { } resolved && rules.ReopenWithin is { } within && facts.Now > resolved + within
            ? FollowUp(ticket, facts, $"{reason}, which was resolved too long ago to be opened again (intake.email.reopenWithin).", model)
            : new MailDecision(MailAction.AddMessage, $"{reason}.") { Ticket = ticket.Id, Watchers = Watchers(facts, claim, model) };
    }

    private static MailDecision OfOver(Ticket ticket, MailFacts facts, string reason, SupportModel model)
    {
        EmailRules rules = model.Intake.Email;
        string state = ticket.SpamFrom is not null ? "marked as spam" : TicketTransitions.Word(ticket.Status);
        OnDeadTicket then = (ticket.SpamFrom, ticket.Status) switch
        {
            (not null, _) => rules.Spam,
            (_, TicketStatus.Cancelled) => rules.Cancelled,
            _ => OnDeadTicket.FollowUp,
        };
        return then == OnDeadTicket.Quarantine
            ? Quarantine($"{reason}, which is {state}.")
            : FollowUp(ticket, facts, $"{reason}, which is {state}.", model);
    }

    private static MailDecision FollowUp(Ticket ticket, MailFacts facts, string reason, SupportModel model) =>
        new(MailAction.OpenFollowUp, reason) { Ticket = ticket.Id, Watchers = Watchers(facts, null, model) };

    private static Watcher[] Watchers(MailFacts facts, MailClaim? claim, SupportModel model)
    {
        if (model.Intake.Email.Copies == OnCopy.Ignore || facts.Nature != MailNature.Person)
        {
            return [];
        }

        IEnumerable<Watcher> copies = facts.Copies
            .Where(copy => claim is null || !Participants.IsSame(claim.Ticket.Requester.Email, copy.Email))
            .Where(copy => !Participants.IsSame(model.Organisation.SupportAddress, copy.Email) && MailAddressFormat.IsValid(copy.Email))
            .Select(copy => Participants.AgentOf(copy.Email, model) is { } agent
                ? new Watcher { Agent = agent }
                : new Watcher { Email = copy.Email, Name = copy.Name })
            .Where(watcher => claim is null || !claim.Ticket.Watchers.Any(watcher.IsSame));
        return [.. copies.DistinctBy(watcher => watcher.Agent ?? watcher.Email!.ToLowerInvariant()).Take(CopiesMax)];
    }

    private static string How(MailClaim claim) => claim.Kind switch
    {
        ClaimKind.Token => $"at the own address of {claim.Named.Id}",
        ClaimKind.MessageId => $"a mail of {claim.Named.Id}",
        _ => $"and names {claim.Named.Id}",
    };
}
