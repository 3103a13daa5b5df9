using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;
using static Support.Domain.Tests.Sla.Explained;

namespace Support.Domain.Tests.Sla;

/// <summary>The explanation of a clock whose target or calendar became another, or whose wall clock was changed.</summary>
public class When_what_a_clock_counts_by_changes
{
    private static readonly SupportModel ByPriority = Office with
    {
        SlaPolicies =
        [
            AModel.Promise("PT10M", "PT10M", "PT1H") with { Id = "urgent", When = new TicketFilter { Priorities = [Priority.Critical] } },
            AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = "office" },
        ],
    };

    [Fact]
    public void A_clock_that_stands_still_keeps_its_reason()
    {
        ATicket ticket = ATicket.Opened(Friday, Grade.Low, ByPriority)
            .Agent(Friday.AddMinutes(30), new SetPending("which browser?"))
            .Agent(Friday.AddHours(1), new SetPriority(Priority.Critical, "the shop is down"));

        Assert.Equal(
            [
                "05-22 15:00 - 05-22 15:30 Open PT30M opening hours of office",
                "05-22 15:30 - 05-22 16:00 Paused PT0S pending: which browser?",
                "05-22 16:00 - 05-22 16:00 Changed PT0S target PT8H became PT1H, calendar office became always: the shop is down",
                "05-22 16:00 - 05-22 17:00 Paused PT0S pending: which browser?",
            ],
            Lines(Explain(ticket, ClockKind.Resolution, Friday.AddHours(2))));
    }

    [Fact]
    public void Another_target_shows_when_and_why_it_came()
    {
        SupportModel model = ByPriority with
        {
            EscalationPolicies =
            [
                new EscalationPolicy
                {
                    Id = "all",
                    Steps = [AModel.Step("raise", ClockKind.FirstResponse, 1) with { RaisePriorityTo = Priority.Critical }],
                },
            ],
        };
        ATicket ticket = ATicket.Opened(Friday, model: model).LiveUntil(Friday.AddHours(1));

        Assert.Equal(
            [
                "05-22 15:00 - 05-22 16:00 Open PT1H opening hours of office",
                "05-22 16:00 - 05-22 16:00 Changed PT0S target PT8H became PT1H, calendar office became always: "
                    + "step raise of policy all: 100 % of the first response target PT1H (policy promise) used at 2026-05-22T16:00:00Z",
                "05-22 16:00 - 05-22 16:05 Open PT5M around the clock (always)",
            ],
            Lines(Explain(ticket, ClockKind.Resolution, Friday.AddMinutes(65))));
    }

    [Fact]
    public void A_calendar_that_has_changed_since_does_not_change_what_was_recorded()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .Agent(Friday.AddHours(1), new SetPending(null))
            .Under(WithHolidays(new Holiday { Date = "2026-05-22", Name = "Moving day" }));

        SlaClock resolution = Explain(ticket, ClockKind.Resolution, Friday.AddHours(1));

        Assert.Equal("05-22 15:00 - 05-22 16:00 AsRecorded PT1H as recorded; the model has calendar office otherwise today", Assert.Single(Lines(resolution)));
        Assert.Equal(TimeSpan.FromHours(1), resolution.Used);
    }

    [Fact]
    public void A_calendar_that_is_gone_counts_around_the_clock()
    {
        ATicket ticket = ATicket.Opened(Friday, model: Office)
            .Under(Office with { Calendars = new Dictionary<string, CalendarDefinition>() });

        Assert.Contains("no calendar office any more", Explain(ticket, ClockKind.Resolution, Tuesday).Intervals.Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_wall_clock_shows_where_it_was_changed_over_opening_hours()
    {
        SupportModel model = AModel.Small with
        {
            Calendars = new Dictionary<string, CalendarDefinition> { ["office"] = Compiled(Calendars.Hours.Definition("Europe/Berlin", ("sunday", ["00:00-24:00"]))) },
            SlaPolicies = [AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = "office" }],
        };
        ATicket ticket = ATicket.Opened(Moment.At("2026-03-29 00:00"), model: model);

        Assert.Equal(
            "03-29 01:00 - 03-29 01:00 WallClock PT0S the wall clock was put forward over opening hours of office by 60 minutes",
            Lines(Explain(ticket, ClockKind.Resolution, Moment.At("2026-03-29 02:00")))[1]);
    }
}
