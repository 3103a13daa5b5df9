using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Notices;

public class What_people_get_in_the_life_of_a_ticket
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void A_critical_one_that_nobody_touches_calls_one_after_the_other() => Assert.Equal(
        [
            "00:00:00 Acknowledgement Email rita@customer.test",
            "00:00:00 Page Email ben@example.test",
            "00:00:00 Page Teams service-desk",
            "00:07:30 SlaWarning Email service-desk@example.test",
            "00:07:30 SlaWarning Teams service-desk",
            "00:07:30 Page Email ben@example.test",
            "00:07:30 Page Teams service-desk",
            "00:11:15 SlaWarning Email service-desk@example.test",
            "00:11:15 SlaWarning Teams service-desk",
            "00:13:30 SlaWarning Email service-desk@example.test",
            "00:13:30 SlaWarning Teams service-desk",
            "00:15:00 SlaBreach Email service-desk@example.test",
            "00:15:00 SlaBreach Teams service-desk",
            "00:15:00 Escalation Email farah@example.test",
            "00:15:00 Escalation Email grace@example.test",
            "00:15:00 Escalation Teams app-support",
            "02:00:00 SlaWarning Email grace@example.test",
            "02:00:00 SlaWarning Teams app-support",
            "02:00:00 Escalation Email rosa@example.test",
            "02:00:00 Escalation Email jonas@example.test",
            "02:00:00 Escalation Email kira@example.test",
            "02:00:00 Escalation Teams shop-dev",
            "03:00:00 SlaWarning Email kira@example.test",
            "03:00:00 SlaWarning Teams shop-dev",
            "03:00:00 Escalation Email tariq@example.test",
            "03:00:00 Escalation Teams shop-dev",
            "03:36:00 SlaWarning Email kira@example.test",
            "03:36:00 SlaWarning Teams shop-dev",
            "04:00:00 SlaBreach Email kira@example.test",
            "04:00:00 SlaBreach Teams shop-dev",
            "04:00:00 Escalation Email vera@example.test",
            "04:00:00 Escalation Email rosa@example.test",
            "04:00:00 Escalation Teams shop-dev",
        ],
        Critical().LiveUntil(Opened.AddDays(1)).Told().Select(static notice => $"{notice.At - Opened:c} {NoticeLine.Of(notice)}"));

    [Fact]
    public void One_that_an_agent_takes_answers_and_resolves_stays_quiet()
    {
        ATicket ticket = Critical()
            .Agent(Opened.AddMinutes(3), new TakeTicket("ben"), "ben")
            .Agent(Opened.AddMinutes(4), new ReplyToRequester("We look into it."), "ben")
            .Agent(Opened.AddMinutes(5), new ResolveTicket("Fixed."), "ben")
            .LiveUntil(Opened.AddDays(30));

        Assert.Equal(
            [
                "Acknowledgement Email rita@customer.test", "Page Email ben@example.test", "Page Teams service-desk",
                "PublicReply Email rita@customer.test", "Resolved Email rita@customer.test",
            ],
            ticket.Told().Select(NoticeLine.Of));
    }

    [Fact]
    public void Resolving_with_a_text_gives_one_mail_that_quotes_it()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new AddNote("cache cleared")).Agent(Opened, new ResolveTicket("Fixed."));

        Notice resolved = Assert.Single(ticket.ToldLast());
        Assert.Equal((NoticeReason.Resolved, 3), (resolved.Reason, resolved.Message));
        Assert.Equal("Fixed.", ticket.Messages[resolved.Message!.Value - 1].Text);
    }

    [Fact]
    public void Resolving_after_a_note_does_not_show_the_note_to_the_requester()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new AddNote("their own fault")).Agent(Opened, new ResolveTicket(null));

        Assert.Null(Assert.Single(ticket.ToldLast()).Message);
    }

    [Fact]
    public void The_requester_is_never_told_of_a_note()
    {
        ATicket ticket = Critical();
        for (int minute = 1; minute <= 20; minute++)
        {
            ticket.Agent(Opened.AddMinutes(minute), new AddNote("internal"), "ben");
        }

        ticket.Agent(Opened.AddMinutes(20), new ReplyToRequester("We look into it."), "ben")
            .Agent(Opened.AddMinutes(21), new AddNote("internal"), "ben")
            .Agent(Opened.AddMinutes(22), new ResolveTicket("Fixed."), "ben");

        Notice[] toRequester = [.. ticket.Told().Where(static notice => notice.ToRequester)];
        Assert.Equal(
            [NoticeReason.Acknowledgement, NoticeReason.PublicReply, NoticeReason.Resolved],
            toRequester.Select(static notice => notice.Reason));
        Assert.All(toRequester.Skip(1), notice => Assert.True(ticket.Messages[notice.Message!.Value - 1].Public));
    }

    [Fact]
    public void An_alert_mails_nobody_at_the_monitor()
    {
        ATicket ticket = ATicket.Opened(Opened, Grade.High, Grade.High, ModelFile.Model, "platform", IntakeChannel.Alert)
            .LiveUntil(Opened.AddMinutes(20))
            .Agent(Opened.AddMinutes(20), new ReplyToRequester("We look into it."), "grace")
            .Integration(Opened.AddMinutes(21), new AddRequesterMessage("still firing"))
            .Integration(Opened.AddMinutes(22), new ResolveTicket("All well.", "monitor reports the alert as resolved"));

        Assert.DoesNotContain(ticket.Told(), static notice => notice.ToRequester || notice.Recipient == "rita@customer.test");
        Assert.Contains(ticket.Told(), static notice => notice.Reason == NoticeReason.RequesterReply && notice.Recipient == "grace@example.test");
    }

    [Fact]
    public void An_acknowledged_page_rings_nobody_again() => Assert.Equal(
        ["SlaWarning Email service-desk@example.test", "SlaWarning Teams service-desk"],
        Critical().Agent(Opened.AddMinutes(5), new AcknowledgePage(), "ben").LiveUntil(Opened.AddMinutes(7.5)).ToldLast().Select(NoticeLine.Of));

    [Fact]
    public void Escalating_by_hand_tells_the_new_team()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new EscalateTicket("the cache is theirs", null));

        Assert.Equal(
            ["Escalation Email sam@example.test", "Escalation Email sue@example.test", "Escalation Teams support"],
            ticket.ToldLast().Select(NoticeLine.Of));
        Assert.All(ticket.ToldLast(), static notice => Assert.Equal("the cache is theirs", notice.Cause));
    }

    [Fact]
    public void The_same_plan_has_the_same_keys_and_no_key_comes_twice()
    {
        ATicket ticket = Critical().LiveUntil(Opened.AddDays(1));

        string[] keys = [.. ticket.Told().Select(static notice => notice.Key)];

        Assert.Equal(keys, ticket.Told().Select(static notice => notice.Key));
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(["000001/ACKNOWLEDGEMENT/EMAIL/RITA@CUSTOMER.TEST", "000005/PAGE/EMAIL/BEN@EXAMPLE.TEST", "000005/PAGE/TEAMS/SERVICE-DESK"], keys[..3]);
    }

    private static ATicket Critical() => ATicket.Opened(Opened, Grade.High, ModelFile.Model);
}
