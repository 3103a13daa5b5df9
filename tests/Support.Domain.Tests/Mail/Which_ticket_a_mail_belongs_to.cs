using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Mail;

public class Which_ticket_a_mail_belongs_to
{
    private static readonly Ticket Open = AMail.Ticket();

    private static MailDecision Decide(MailFacts facts, Func<EmailRules, EmailRules>? rules = null) => MailRules.Decide(facts, AMail.Model(rules));

    // The claim, whose mail was answered, who sends it, what vouches for them: what is done.
    [Theory]
    [InlineData(ClaimKind.Token, AMail.Rita, AMail.Rita, SenderTrust.Unproven, MailAction.AddMessage)]
    [InlineData(ClaimKind.Token, AMail.Rita, AMail.Rita, SenderTrust.Proven, MailAction.AddMessage)]
    [InlineData(ClaimKind.Token, AMail.Rita, AMail.Rita, SenderTrust.Forged, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Token, "gone@customer.test", "gone@customer.test", SenderTrust.Unproven, MailAction.AddMessage)]
    [InlineData(ClaimKind.Token, AMail.Rita, AMail.Stranger, SenderTrust.Proven, MailAction.OpenLinked)]
    [InlineData(ClaimKind.MessageId, null, "RITA@customer.test", SenderTrust.Unproven, MailAction.AddMessage)]
    [InlineData(ClaimKind.MessageId, null, AMail.Rita, SenderTrust.Forged, MailAction.OpenLinked)]
    [InlineData(ClaimKind.MessageId, AMail.Rita, AMail.Stranger, SenderTrust.Proven, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Tag, null, AMail.Rita, SenderTrust.Unproven, MailAction.AddMessage)]
    [InlineData(ClaimKind.Tag, null, AMail.Stranger, SenderTrust.Proven, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Tag, null, AMail.Stranger, SenderTrust.Forged, MailAction.OpenLinked)]
    public void Follows_from_what_it_proves(ClaimKind kind, string? holder, string sender, SenderTrust trust, MailAction action)
    {
        MailDecision decision = Decide(AMail.From(sender, AMail.Claim(Open, kind, holder)) with { Trust = trust });

        Assert.Equal((action, Open.Id), (decision.Action, decision.Ticket));
        Assert.Equal(trust == SenderTrust.Forged, decision.Automatic);
    }

    [Theory]
    [InlineData(TicketStatus.New, MailAction.AddMessage)]
    [InlineData(TicketStatus.Open, MailAction.AddMessage)]
    [InlineData(TicketStatus.Pending, MailAction.AddMessage)]
    [InlineData(TicketStatus.OnHold, MailAction.AddMessage)]
    [InlineData(TicketStatus.Resolved, MailAction.AddMessage)]
    [InlineData(TicketStatus.Closed, MailAction.OpenFollowUp)]
    [InlineData(TicketStatus.Cancelled, MailAction.OpenFollowUp)]
    public void Follows_from_where_the_ticket_stands(TicketStatus status, MailAction action) =>
        Assert.Equal(action, Decide(AMail.From(AMail.Rita, AMail.Claim(AMail.Ticket(status)))).Action);

    [Fact]
    public void Is_for_the_model_to_say_where_a_ticket_was_not_wanted()
    {
        MailFacts cancelled = AMail.From(AMail.Rita, AMail.Claim(AMail.Ticket(TicketStatus.Cancelled)));
        MailFacts spam = AMail.From(AMail.Rita, AMail.Claim(AMail.Ticket(TicketStatus.Cancelled) with { SpamFrom = TicketStatus.Open }));

        Assert.Equal(MailAction.Quarantine, Decide(cancelled, rules => rules with { Cancelled = OnDeadTicket.Quarantine }).Action);
        Assert.Equal(MailAction.Quarantine, Decide(spam).Action);
        Assert.Equal(MailAction.OpenFollowUp, Decide(spam, rules => rules with { Spam = OnDeadTicket.FollowUp }).Action);
    }

    [Theory]
    [InlineData(59, MailAction.AddMessage)]
    [InlineData(61, MailAction.OpenFollowUp)]
    public void Is_another_one_when_it_was_resolved_long_ago(int minutes, MailAction action)
    {
        MailFacts facts = AMail.From(AMail.Rita, AMail.Claim(AMail.Ticket(TicketStatus.Resolved))) with { Now = AMail.Start.AddMinutes(minutes) };

        Assert.Equal(action, Decide(facts, static rules => rules with { ReopenWithin = TimeSpan.FromHours(1) }).Action);
        Assert.Equal(MailAction.AddMessage, Decide(facts).Action);
    }

    [Fact]
    public void Is_for_the_model_to_say_where_the_subject_is_another()
    {
        MailFacts facts = AMail.From(AMail.Rita, AMail.Claim(Open)) with { Subject = "Something else [SUP-00000000]" };

        Assert.Equal(MailAction.AddMessage, Decide(facts).Action);
        Assert.Equal(MailAction.OpenLinked, Decide(facts, static rules => rules with { NewSubject = OnNewSubject.NewTicket }).Action);
        Assert.Equal(MailAction.AddMessage, Decide(facts with { Subject = "AW: [SUP-00000000] Cannot  PAY" }, static rules => rules with { NewSubject = OnNewSubject.NewTicket }).Action);
    }

    [Fact]
    public void Is_none_for_a_subject_alone()
    {
        MailDecision decision = Decide(AMail.From(AMail.Rita) with { Subject = Open.Subject });

        Assert.Equal((MailAction.OpenTicket, null), (decision.Action, decision.Ticket));
    }

    [Fact]
    public void May_be_one_that_the_sender_follows_or_was_written_to_about()
    {
        Ticket watched = Open with { Watchers = [new Watcher { Email = "boss@customer.test" }] };

        Assert.Equal(MailAction.AddMessage, Decide(AMail.From("Boss@customer.test", AMail.Claim(watched))).Action);
        Assert.Equal(MailAction.AddMessage, Decide(AMail.From("old@customer.test", AMail.Claim(Open, ClaimKind.Tag, null, "old@customer.test"))).Action);
    }

    [Fact]
    public void Is_the_one_where_a_merged_ticket_goes_on()
    {
        Ticket into = AMail.Ticket() with { Requester = new Requester("rob@customer.test"), Id = TicketId.FromEntropy([9, 9, 9, 9, 9]) };
        MailClaim claim = AMail.Claim(AMail.Ticket(TicketStatus.Merged)) with { Ticket = into };

        Assert.Equal((MailAction.AddMessage, into.Id), (Decide(AMail.From(AMail.Rita, claim)).Action, Decide(AMail.From(AMail.Rita, claim)).Ticket));
    }

    [Theory]
    [InlineData(ClaimKind.Token, "ann@example.test", SenderTrust.Unproven, MailAction.AgentReply)]
    [InlineData(ClaimKind.Token, "rita@customer.test", SenderTrust.Unproven, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Token, "rita@customer.test", SenderTrust.Proven, MailAction.AgentReply)]
    [InlineData(ClaimKind.Tag, null, SenderTrust.Proven, MailAction.AgentReply)]
    [InlineData(ClaimKind.Tag, null, SenderTrust.Unproven, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Tag, null, SenderTrust.Forged, MailAction.OpenLinked)]
    public void Is_open_to_agents_who_prove_that_they_are_it(ClaimKind kind, string? holder, SenderTrust trust, MailAction action)
    {
        MailFacts facts = AMail.From("Ann@example.test", AMail.Claim(Open, kind, holder)) with { Trust = trust };

        Assert.Equal(action, Decide(facts).Action);
        Assert.Equal(
            action == MailAction.AgentReply ? MailAction.AgentNote : action,
            Decide(facts, static rules => rules with { AgentReplies = OnAgentReply.Note }).Action);
        Assert.Equal(action == MailAction.AgentReply ? "ann" : null, Decide(facts).Agent);
    }

    [Theory]
    [InlineData(ClaimKind.Tag, null, AMail.Vendor, MailAction.VendorAnswer)]
    [InlineData(ClaimKind.Token, AMail.Vendor, "joe@vendor.test", MailAction.VendorAnswer)]
    [InlineData(ClaimKind.Token, AMail.Vendor, AMail.Stranger, MailAction.OpenLinked)]
    [InlineData(ClaimKind.Tag, null, "joe@vendor.test", MailAction.OpenLinked)]
    public void Is_open_to_the_vendor_as_a_vendor(ClaimKind kind, string? holder, string sender, MailAction action)
    {
        Ticket asked = Open with { Vendor = new VendorState { Name = "Vendor", Email = AMail.Vendor, Engagement = 1, EngagedAt = AMail.Start } };

        Assert.Equal(action, Decide(AMail.From(sender, AMail.Claim(asked, kind, holder, AMail.Vendor))).Action);
    }

    [Fact]
    public void Is_for_the_model_to_say_where_a_mail_was_passed_on()
    {
        MailFacts facts = AMail.From(AMail.Stranger, AMail.Claim(Open, ClaimKind.Token, AMail.Rita));

        Assert.Equal(MailAction.OpenLinked, Decide(facts).Action);
        Assert.Equal(MailAction.AddNote, Decide(facts, static rules => rules with { ForwardedReplies = OnForwardedReply.Note }).Action);
    }

    [Fact]
    public void Is_none_for_those_who_may_open_none()
    {
        SupportModel closed = AMail.Model() with { Intake = AModel.Small.Intake with { Anonymous = false } };
        SupportModel known = closed with
        {
            Organisations = new Dictionary<string, CustomerOrganisation> { ["elsewhere"] = new() { Name = "Elsewhere", Domains = ["elsewhere.test"] } },
        };

        Assert.Equal(MailAction.Quarantine, MailRules.Decide(AMail.From(AMail.Stranger), closed).Action);
        Assert.Equal(MailAction.Quarantine, MailRules.Decide(AMail.From(AMail.Stranger, AMail.Claim(Open)), closed).Action);
        Assert.Equal(MailAction.AddMessage, MailRules.Decide(AMail.From(AMail.Rita, AMail.Claim(Open)), closed).Action);
        Assert.Equal(MailAction.OpenTicket, MailRules.Decide(AMail.From(AMail.Stranger), known).Action);
        Assert.Equal(MailAction.OpenTicket, MailRules.Decide(AMail.From("ann@example.test"), closed).Action);
    }

    [Theory]
    [InlineData("eve@elsewhere.test", true)]
    [InlineData("elsewhere.test", true)]
    [InlineData("test", true)]
    [InlineData("where.test", false)]
    [InlineData("adam@elsewhere.test", false)]
    public void Is_none_for_those_whom_the_model_blocks(string blocked, bool quarantined) => Assert.Equal(
        quarantined ? MailAction.Quarantine : MailAction.OpenTicket,
        Decide(AMail.From("Eve@elsewhere.test"), rules => rules with { Blocked = [blocked] }).Action);

    [Fact]
    public void Gets_those_who_got_a_copy_to_follow_it()
    {
        MailFacts facts = AMail.From(AMail.Rita, AMail.Claim(Open)) with
        {
            Copies =
            [
                new Requester("boss@customer.test", "Boss"), new Requester("BOSS@customer.test"), new Requester("sue@example.test"),
                new Requester(AMail.Rita), new Requester("support@example.test"), new Requester("no address"),
            ],
        };

        Assert.Equal(
            [new Watcher { Email = "boss@customer.test", Name = "Boss" }, new Watcher { Agent = "sue" }], Decide(facts).Watchers);
        Assert.Empty(Decide(facts, static rules => rules with { Copies = OnCopy.Ignore }).Watchers);
        Assert.Equal(
            MailRules.CopiesMax,
            Decide(facts with { Copies = [.. Enumerable.Range(0, 50).Select(static i => new Requester($"p{i}@customer.test"))] }).Watchers.Count);
    }
}
