using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Notices;

/// <summary>Quiet is every night from ten to seven in Berlin, and all of Sunday; ann holds the ticket.</summary>
public class When_it_is_quiet
{
    private static readonly DateTimeOffset Night = Moment.At("2026-01-07 23:30 +01:00");

    private static readonly QuietHours Nights = Compiled(new QuietHours
    {
        TimeZone = "Europe/Berlin",
        Weekly = WeeklyHours.DayNames.ToDictionary(
            static day => day, static IReadOnlyList<string> (day) => [day == "sunday" ? "00:00-24:00" : "22:00-07:00"]),
    });

    [Theory]
    [InlineData("2026-01-07 21:59 +01:00", null)]
    [InlineData("2026-01-07 22:00 +01:00", "2026-01-08 07:00 +01:00")]
    [InlineData("2026-01-08 06:59 +01:00", "2026-01-08 07:00 +01:00")]
    [InlineData("2026-01-08 07:00 +01:00", null)]
    [InlineData("2026-01-10 23:00 +01:00", "2026-01-12 00:00 +01:00")] // Saturday's night goes over into the quiet Sunday
    [InlineData("2026-03-28 23:00 +01:00", "2026-03-30 00:00 +02:00")] // the clocks go forward meanwhile
    [InlineData("2026-10-25 02:30 +02:00", "2026-10-26 00:00 +01:00")]
    public void It_ends(string at, string? end) =>
        Assert.Equal(end is null ? null : Moment.At(end), Nights.EndAfter(Moment.At(at)));

    [Fact]
    public void What_can_wait_waits_until_it_ends_and_says_why()
    {
        Notice notice = Warned(Model(Nights)).Single(static notice => notice.Channel == NoticeChannel.Email);

        Assert.Equal(Moment.At("2026-01-08 07:00 +01:00"), notice.SendAt);
        Assert.Equal("the desk's quiet hours last until 2026-01-08T06:00:00Z", notice.Waits);
    }

    [Fact]
    public void The_teams_channel_is_told_at_once() =>
        Assert.Null(Warned(Model(Nights)).Single(static notice => notice.Channel == NoticeChannel.Teams).SendAt);

    [Fact]
    public void A_persons_own_hours_take_the_place_of_the_desks()
    {
        QuietHours longer = Compiled(Nights with { Weekly = new Dictionary<string, IReadOnlyList<string>> { ["wednesday"] = ["20:00-10:00"] } });

        Notice notice = Warned(With(Model(Nights), static ann => ann, longer)).Single(static notice => notice.Channel == NoticeChannel.Email);

        Assert.Equal(Moment.At("2026-01-08 10:00 +01:00"), notice.SendAt);
        Assert.Equal("the quiet hours of ann last until 2026-01-08T09:00:00Z", notice.Waits);
    }

    [Fact]
    public void Critical_tickets_break_through_unless_the_model_says_otherwise()
    {
        Assert.All(Warned(Model(Nights), Priority.Critical), static notice => Assert.Null(notice.SendAt));
        Assert.Contains(Warned(Model(Nights with { Priorities = [] }), Priority.Critical), static notice => notice.SendAt is not null);
    }

    [Fact]
    public void Reasons_that_the_model_names_break_through() =>
        Assert.All(Warned(Model(Nights with { Reasons = [NoticeReason.SlaWarning] })), static notice => Assert.Null(notice.SendAt));

    [Fact]
    public void Pages_and_major_incidents_always_break_through()
    {
        TicketEventData[] urgent = [new Escalated { Page = [Audiences.OnCall] }, new MajorIncidentDeclared()];

        Assert.All(urgent, static data => Assert.All(Plan(Model(Nights), data), static notice => Assert.Null(notice.SendAt)));
    }

    [Fact]
    public void The_requester_is_answered_at_once() => Assert.All(
        Plan(Model(Nights), new StatusChanged(TicketStatus.Open, TicketStatus.Resolved)),
        static notice => Assert.Null(notice.SendAt));

    [Fact]
    public void Who_wants_no_mail_gets_pages_all_the_same()
    {
        SupportModel model = With(Model(null), static ann => ann with { Notifications = new NotificationChoices { Email = false } });

        Assert.Equal("ann wants no mails", Warned(model).Single(static notice => notice.Channel == NoticeChannel.Email).Withheld);
        Assert.All(Plan(model, new Escalated { Page = [Audiences.OnCall] }), static notice => Assert.Null(notice.Withheld));
    }

    [Fact]
    public void Who_wants_no_mail_of_one_reason_gets_the_others()
    {
        SupportModel model = With(Model(null), static ann => ann with { Notifications = new NotificationChoices { Without = [NoticeReason.SlaWarning] } });

        Assert.Equal("ann wants no mails of this reason", Warned(model)[0].Withheld);
        Assert.All(Plan(model, new SlaBreached(ClockKind.Resolution, TimeSpan.FromHours(8), Night, "desk", "ann")), static notice => Assert.Null(notice.Withheld));
    }

    [Fact]
    public void A_reminder_of_what_is_done_by_the_morning_is_moot()
    {
        ATicket ticket = Held();
        Notice waits = Warned(Model(Nights)).Single(static notice => notice.Channel == NoticeChannel.Email);

        Assert.Null(NoticeRelevance.WhyMoot(waits, ticket.Ticket));
        Assert.Equal(
            "more of the target is used since; the notice of that tells it",
            NoticeRelevance.WhyMoot(waits, Held().LiveUntil(Night.AddHours(9)).Ticket));
        Assert.Equal(
            "the ticket is resolved by now",
            NoticeRelevance.WhyMoot(waits, ticket.Agent(Night.AddHours(1), new ResolveTicket("Fixed.")).Ticket));
    }

    [Fact]
    public void A_requesters_message_that_was_answered_is_moot()
    {
        ATicket ticket = Held().Agent(Night, new ReplyToRequester("We look into it.")).Requester(Night.AddMinutes(1));
        var waits = new Notice
        {
            EventVersion = 9, Reason = NoticeReason.RequesterReply, Channel = NoticeChannel.Email, Recipient = "ann@example.test",
            Agent = "ann", At = Night.AddMinutes(1), SendAt = Night.AddHours(8),
        };

        Assert.Null(NoticeRelevance.WhyMoot(waits, ticket.Ticket));
        Assert.Equal(
            "somebody else holds the ticket by now",
            NoticeRelevance.WhyMoot(waits, ticket.Ticket with { Assignee = "dana" }));
        Assert.Equal(
            "the requester has got an answer since",
            NoticeRelevance.WhyMoot(waits, ticket.Agent(Night.AddMinutes(9), new ReplyToRequester("Done.")).Ticket));
        Assert.Null(NoticeRelevance.WhyMoot(waits with { SendAt = null }, ticket.Ticket));
    }

    [Fact]
    public void The_model_says_so()
    {
        System.Text.Json.Nodes.JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/quietHours", """{ "timeZone": "Europe/Berlin", "weekly": { "monday": ["22:00-07:00"] }, "priorities": [], "reasons": ["slaBreach"] }""");
        ModelFile.Set(tree, "/agents/nadia/notifications", """{ "email": false, "without": ["slaWarning"] }""");

        SupportModel model = SupportModelReader.Read(tree.ToJsonString()).Model!;

        Assert.Equal(Moment.At("2026-01-06 07:00 +01:00"), model.QuietHours!.EndAfter(Moment.At("2026-01-05 22:30 +01:00")));
        Assert.Empty(model.QuietHours.Priorities);
        Assert.Equal([NoticeReason.SlaBreach], model.QuietHours.Reasons);
        Assert.False(model.Agents["nadia"].Notifications.Email);
        Assert.Equal([NoticeReason.SlaWarning], model.Agents["nadia"].Notifications.Without);
    }

    private static QuietHours Compiled(QuietHours hours) => hours with { Awake = BusinessCalendar.From(hours.Rest()!) };

    private static SupportModel Model(QuietHours? quiet) => AModel.Small with { QuietHours = quiet };

    private static SupportModel With(SupportModel model, Func<Agent, Agent> change, QuietHours? own = null)
    {
        var agents = new Dictionary<string, Agent>(model.Agents);
        agents["ann"] = change(agents["ann"]) with { QuietHours = own };
        return model with { Agents = agents };
    }

    private static ATicket Held() => ATicket.Opened(Night.AddHours(-4)).Agent(Night.AddHours(-4), new TakeTicket("ann"));

    private static IReadOnlyList<Notice> Warned(SupportModel model, Priority priority = Priority.Medium) =>
        Plan(model, new SlaWarned(ClockKind.Resolution, 0.5m, TimeSpan.FromHours(8), Night, Night.AddHours(4), "desk", "ann"), priority);

    private static IReadOnlyList<Notice> Plan(SupportModel model, TicketEventData data, Priority priority = Priority.Medium) => NoticePlan.Of(
        Held().Ticket with { Priority = priority },
        new TicketEvent { Version = 9, At = Night, Actor = Actor.Clock, Channel = IntakeChannel.Clock, Data = data },
        model);
}
