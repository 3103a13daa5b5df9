using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Mail;

public class When_a_machine_writes
{
    private static readonly Ticket Open = AMail.Ticket();

    private static MailDecision Decide(MailFacts facts, Func<EmailRules, EmailRules>? rules = null) => MailRules.Decide(facts, AMail.Model(rules));

    [Theory]
    [InlineData(MailNature.OutOfOffice, MailAction.Quarantine)]
    [InlineData(MailNature.AutoReply, MailAction.Quarantine)]
    [InlineData(MailNature.Bounce, MailAction.Quarantine)]
    [InlineData(MailNature.Own, MailAction.Quarantine)]
    [InlineData(MailNature.List, MailAction.OpenTicket)]
    [InlineData(MailNature.Generated, MailAction.OpenTicket)]
    public void To_nobody_it_is_this(MailNature nature, MailAction action)
    {
        MailDecision decision = Decide(AMail.From("robot@elsewhere.test") with { Nature = nature });

        Assert.Equal(action, decision.Action);
        Assert.Equal(action == MailAction.OpenTicket, decision.Automatic);
        Assert.Equal(
            MailAction.Quarantine,
            Decide(AMail.From("robot@elsewhere.test") with { Nature = nature }, static rules => rules with { Machines = OnMachineMail.Quarantine }).Action);
    }

    [Theory]
    [InlineData(MailNature.OutOfOffice)]
    [InlineData(MailNature.AutoReply)]
    [InlineData(MailNature.Generated)]
    public void To_a_ticket_it_is_kept_and_moves_nothing(MailNature nature)
    {
        foreach (TicketStatus status in Enum.GetValues<TicketStatus>())
        {
            MailDecision decision = Decide(AMail.From(AMail.Rita, AMail.Claim(AMail.Ticket(status))) with { Nature = nature });

            Assert.Equal((MailAction.AddNote, Open.Id), (decision.Action, decision.Ticket));
        }
    }

    [Fact]
    public void What_it_says_moves_neither_clock_nor_status()
    {
        ATicket ticket = ATicket.Opened(AMail.Start).Agent(AMail.Start.AddMinutes(1), new SetPending("which browser?"));

        Decision decision = ticket.Try(
            AMail.Start.AddMinutes(2), new AddNote("I am away."), new Actor(ActorKind.Requester, AMail.Rita), IntakeChannel.Email);

        Assert.IsType<MessageAdded>(Assert.Single(decision.Events).Data);
        Assert.Equal(TicketStatus.Pending, decision.Ticket!.Status);
        Assert.Equal(ticket.Ticket.Clocks, decision.Ticket.Clocks);
    }

    [Fact]
    public void Through_a_list_a_participant_is_a_person() => Assert.Equal(
        MailAction.AddMessage, Decide(AMail.From(AMail.Rita, AMail.Claim(Open)) with { Nature = MailNature.List }).Action);

    [Fact]
    public void A_report_is_believed_only_when_it_names_what_nobody_can_guess()
    {
        MailFacts report = AMail.From("mailer-daemon@customer.test") with
        {
            Nature = MailNature.Bounce,
            Undelivered = [new Undelivered("forwarded@other.test", true, true, "5.1.1", "no such user")],
        };

        MailDecision signed = Decide(report with { Claims = [AMail.Claim(Open, ClaimKind.MessageId, AMail.Rita)] });

        Assert.Equal(MailAction.Quarantine, Decide(report with { Claims = [AMail.Claim(Open, ClaimKind.Tag, AMail.Rita)] }).Action);
        Assert.Equal(MailAction.RecordBounce, signed.Action);
        Assert.Equal(AMail.Rita, Assert.Single(signed.Undelivered).Address);
        Assert.Equal(MailAction.RecordBounce, Decide(report with { Sender = null, Claims = [AMail.Claim(Open, ClaimKind.MessageId, AMail.Rita)] }).Action);
    }

    [Fact]
    public void A_report_stops_mail_only_to_whom_we_wrote()
    {
        MailFacts report = AMail.From("mailer-daemon@customer.test", AMail.Claim(Open, ClaimKind.MessageId, null, AMail.Rita)) with
        {
            Nature = MailNature.Bounce,
            Undelivered = [new Undelivered("ceo@customer.test", true, true, "5.1.1", null), new Undelivered("Rita@customer.test", true, false, "4.2.2", null)],
        };

        Assert.Equal("Rita@customer.test", Assert.Single(Decide(report).Undelivered).Address);
        Assert.Equal(MailAction.AddNote, Decide(report with { Undelivered = [] }).Action);
    }

    [Fact]
    public void A_mail_that_did_not_arrive_is_in_the_history()
    {
        Decision decision = ATicket.Opened(AMail.Start).Try(
            AMail.Start.AddMinutes(2),
            new RecordBounce([new Undelivered(AMail.Rita, true, true, "5.1.1", new string('x', 900))]),
            new Actor(ActorKind.System, "mail"),
            IntakeChannel.Email);

        TicketEvent happened = Assert.Single(decision.Events);
        MailBounced bounced = Assert.IsType<MailBounced>(happened.Data);
        Assert.Equal((AMail.Rita, true, "5.1.1", BounceRules.DiagnosticLengthMax), (bounced.Recipient, bounced.Permanent, bounced.Status, bounced.Diagnostic!.Length));
        Assert.Equal("a mail could not be delivered (5.1.1)", happened.Cause);
    }
}
