using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Mail;

/// <summary>What holds for every mail, whoever writes it and whatever it says of itself.</summary>
public class Laws_of_mail
{
    private static readonly string[] People =
        [AMail.Rita, "boss@customer.test", "ann@example.test", "sue@example.test", AMail.Vendor, "joe@vendor.test", AMail.Stranger, "robot@elsewhere.test"];

    private static readonly Ticket Asked = AMail.Ticket() with
    {
        Watchers = [new Watcher { Email = "boss@customer.test" }],
        Vendor = new VendorState { Name = "Vendor", Email = AMail.Vendor, Engagement = 1, EngagedAt = AMail.Start },
    };

    private static readonly Gen<MailClaim> Claims =
        from kind in Gen.Elements(Enum.GetValues<ClaimKind>())
        from status in Gen.Elements(Enum.GetValues<TicketStatus>().Where(static status => status != TicketStatus.Merged))
        from spam in Gen.Elements(true, false)
        from holder in Gen.Elements(People)
        from wroteTo in Gen.SubListOf(People)
        select AMail.Claim(
            Asked with { Status = status, SpamFrom = spam ? TicketStatus.Open : null, ResolvedAt = status == TicketStatus.Resolved ? AMail.Start : null },
            kind,
            kind == ClaimKind.Tag ? null : holder,
            [.. wroteTo.Where(static address => address != AMail.Stranger && !address.EndsWith("@example.test", StringComparison.Ordinal))]);

    private static readonly Gen<MailFacts> Mails =
        from sender in Gen.Elements<string?>([.. People, null])
        from claims in Claims.ListOf(2)
        from named in Gen.Choose(0, 2)
        from nature in Gen.Elements(Enum.GetValues<MailNature>())
        from trust in Gen.Elements(Enum.GetValues<SenderTrust>())
        from copies in Gen.SubListOf(People)
        from failed in Gen.Elements(true, false)
        select AMail.From(sender, [.. claims.Take(named).OrderBy(static claim => claim.Kind)]) with
        {
            Nature = nature,
            Trust = trust,
            Copies = [.. copies.Select(static address => new Requester(address))],
            Undelivered = failed ? [new Undelivered(AMail.Stranger, true, true, "5.1.1", null)] : [],
        };

    private static readonly Gen<SupportModel> Models =
        from anonymous in Gen.Elements(true, false)
        from forwarded in Gen.Elements(Enum.GetValues<OnForwardedReply>())
        from subject in Gen.Elements(Enum.GetValues<OnNewSubject>())
        from agents in Gen.Elements(Enum.GetValues<OnAgentReply>())
        from machines in Gen.Elements(Enum.GetValues<OnMachineMail>())
        from spam in Gen.Elements(Enum.GetValues<OnDeadTicket>())
        from within in Gen.Elements<TimeSpan?>(null, TimeSpan.FromMinutes(1))
        select AMail.Model() with
        {
            Intake = AModel.Small.Intake with
            {
                Anonymous = anonymous,
                Email = new EmailRules { ForwardedReplies = forwarded, NewSubject = subject, AgentReplies = agents, Machines = machines, Spam = spam, ReopenWithin = within },
            },
        };

    private static void ForEvery(Action<MailFacts, SupportModel, MailDecision> holds) => Property.Holds(
        from facts in Mails from model in Models select (facts, model),
        mail => holds(mail.facts, mail.model, MailRules.Decide(mail.facts, mail.model)),
        count: 3000);

    private static bool WritesInto(MailAction action) => action is MailAction.AddMessage or MailAction.AgentReply or MailAction.AgentNote
        or MailAction.VendorAnswer or MailAction.AddNote or MailAction.RecordBounce or MailAction.OpenFollowUp;

    [Fact]
    public void A_stranger_who_only_guesses_never_writes_into_a_ticket() => ForEvery(static (facts, _, decision) =>
    {
        if (facts.Sender?.Email == AMail.Stranger && facts.Claims.All(static claim => claim.Kind == ClaimKind.Tag))
        {
            Assert.False(WritesInto(decision.Action), decision.ToString());
        }
    });

    [Fact]
    public void A_stranger_is_never_heard_in_public() => ForEvery(static (facts, _, decision) =>
    {
        if (facts.Sender?.Email == AMail.Stranger && facts.Claims.All(static claim => claim.Holder != AMail.Stranger))
        {
            Assert.False(decision.Action is MailAction.AddMessage or MailAction.AgentReply or MailAction.VendorAnswer or MailAction.OpenFollowUp, decision.ToString());
        }
    });

    [Fact]
    public void A_forged_sender_never_writes_into_a_ticket() => ForEvery(static (facts, _, decision) =>
    {
        if (facts.Trust == SenderTrust.Forged && facts.Nature != MailNature.Bounce)
        {
            Assert.False(WritesInto(decision.Action), decision.ToString());
            Assert.True(decision.Automatic || decision.Action == MailAction.Quarantine, decision.ToString());
        }
    });

    [Fact]
    public void A_machine_is_never_answered() => ForEvery(static (facts, _, decision) =>
    {
        if (facts.Nature != MailNature.Person)
        {
            Assert.True(decision.Automatic || decision.Action is not (MailAction.OpenTicket or MailAction.OpenLinked or MailAction.OpenFollowUp), decision.ToString());
            Assert.False(decision.Action is MailAction.AgentReply or MailAction.VendorAnswer, decision.ToString());
            Assert.Empty(decision.Watchers);
        }
    });

    [Fact]
    public void Every_mail_has_one_fate_with_its_reason_and_what_that_needs() => ForEvery(static (_, _, decision) =>
    {
        Assert.NotEmpty(decision.Reason);
        Assert.Equal(decision.Action is not (MailAction.OpenTicket or MailAction.Quarantine), decision.Ticket is not null);
        Assert.Equal(decision.Action is MailAction.AgentReply or MailAction.AgentNote, decision.Agent is not null);
        Assert.Equal(decision.Action == MailAction.RecordBounce, decision.Undelivered.Count > 0);
    });

    [Fact]
    public void Nobody_speaks_for_an_agent_without_a_proof() => ForEvery(static (facts, _, decision) =>
    {
        if (decision.Agent is not null)
        {
            Assert.True(facts.Trust == SenderTrust.Proven || facts.Claims.Any(claim => claim.Kind == ClaimKind.Token && claim.Holder == facts.Sender!.Email), decision.ToString());
        }
    });
}
