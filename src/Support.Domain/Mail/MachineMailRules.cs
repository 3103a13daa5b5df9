using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Mail;

/// <summary>
/// Decides the fate of what machines write. They are never answered, and what they answer moves nothing: neither status nor
/// clocks, and nobody is told. So two systems that answer each other stop after the first answer.
/// </summary>
internal static class MachineMailRules
{
    public static MailDecision Decide(MailFacts facts, Requester sender, SupportModel model)
    {
        if (facts.Trust != SenderTrust.Forged && facts.Claims.FirstOrDefault(claim => Concerns(claim, sender, model)) is { } claim)
        {
            return facts.Nature == MailNature.List && Participants.IsOutside(claim, sender.Email) && !claim.Ticket.IsOver
                ? new MailDecision(MailAction.AddMessage, $"{sender.Email} writes to {claim.Ticket.Id} through a mailing list ({MailRules.Why(facts)}).")
                {
                    Ticket = claim.Ticket.Id,
                }
                : new MailDecision(
                    MailAction.AddNote, $"{What(facts.Nature)} to a mail of {claim.Ticket.Id} ({MailRules.Why(facts)}): kept, and nothing else moves.")
                {
                    Ticket = claim.Ticket.Id,
                };
        }

        if (facts.Nature is MailNature.OutOfOffice or MailNature.AutoReply)
        {
            return MailRules.Quarantine($"{What(facts.Nature)} ({MailRules.Why(facts)}) to no mail of ours.");
        }

        return model.Intake.Email.Machines == OnMachineMail.Quarantine
            ? MailRules.Quarantine($"A machine wrote it ({MailRules.Why(facts)}), and the support model opens no tickets for machines (intake.email.machines).")
            : MailRules.Open(facts, sender, model, $"A machine wrote it ({MailRules.Why(facts)}), so it is not acknowledged.");
    }

    /// <summary>
    /// A report of a mail that did not arrive. It is believed only when it names a mail of ours by what nobody can guess, or
    /// anybody could have us stop writing to a customer.
    /// </summary>
    public static MailDecision Bounce(MailFacts facts)
    {
        if (facts.Claims.FirstOrDefault(claim => claim.Kind != ClaimKind.Tag) is not { } claim)
        {
            return MailRules.Quarantine($"It reports a mail that was not delivered ({MailRules.Why(facts)}), and names no mail that we know as ours.");
        }

        // Whom we wrote to is known; the report may name where the mail was forwarded to.
        IEnumerable<Undelivered> reported = facts.Undelivered
            .Where(undelivered => claim.Holder is not null || claim.WroteTo.Any(address => Participants.IsSame(address, undelivered.Address)))
            .Select(undelivered => claim.Holder is { } holder ? undelivered with { Address = holder } : undelivered)
            .OrderByDescending(undelivered => undelivered.Permanent)
            .DistinctBy(undelivered => undelivered.Address.ToLowerInvariant());
        Undelivered[] ours = [.. reported.Take(MailRules.CopiesMax)];
        return ours.Length == 0
            ? new MailDecision(MailAction.AddNote, $"It reports of a mail of {claim.Named.Id} ({MailRules.Why(facts)}), and of nobody whom it did not reach.") { Ticket = claim.Named.Id }
            : new MailDecision(MailAction.RecordBounce, $"It reports that a mail of {claim.Named.Id} did not arrive ({MailRules.Why(facts)}).")
            {
                Ticket = claim.Named.Id,
                Undelivered = ours,
            };
    }

    private static bool Concerns(MailClaim claim, Requester sender, SupportModel model) =>
        claim.Kind == ClaimKind.Token
        || Participants.IsOutside(claim, sender.Email)
        || Participants.IsVendor(claim, sender.Email)
        || Participants.AgentOf(sender.Email, model) is not null;

    private static string What(MailNature nature) => nature switch
    {
        MailNature.OutOfOffice => "Somebody's out-of-office reply",
        MailNature.AutoReply => "A machine's answer",
        MailNature.List => "A mailing list's mail",
        _ => "A machine's mail",
    };
}
