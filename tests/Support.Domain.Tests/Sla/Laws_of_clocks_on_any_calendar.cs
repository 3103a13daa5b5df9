using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Calendars;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>
/// Whole lives of tickets on any two calendars, one for the urgent ones and one for the others, against counting minute by
/// minute from the facts alone: who wrote when, the status, the tier and the priority.
/// </summary>
public class Laws_of_clocks_on_any_calendar
{
    private const int LengthMax = 12;

    // A due instant further away than that is not looked for minute by minute.
    private const int SlowDays = 5;

    private static readonly Gen<CalendarLife> AnyLife =
        from life in CommandSequence.Any
        from urgent in CalendarCase.Any
        from usual in CalendarCase.Any
        select new CalendarLife(Moved(life, urgent.Start), urgent.Definition, usual.Definition, urgent.Start);

    [Fact]
    public void Used_and_due_are_what_counting_minutes_gives() => Property.Holds(
        AnyLife,
        static drawn =>
        {
            var slow = new Dictionary<bool, SlowCalendar> { [true] = new(drawn.Urgent), [false] = new(drawn.Usual) };
            var count = new ClockCount((priority, minute) => slow[IsUrgent(priority)].IsOpen(minute));
            DateTimeOffset passed = drawn.Start;
            ATicket last = null!;
            Lives.Live(drawn.Life, drawn.Model, drawn.Start, (_, ticket, now) =>
            {
                count.Pass(passed, now);
                passed = now;
                last = ticket;
                ticket.Last.Events.ToList().ForEach(count.Read);
                foreach (ClockState clock in ticket.Ticket.Clocks.Where(static clock => clock.Clock != ClockKind.Underpinning))
                {
                    Assert.Equal(
                        (clock.Clock, count.Runs(clock.Clock), count.Used(clock.Clock)),
                        (clock.Clock, clock.RunningSince is not null, clock.UsedAt(now, clock.CalendarIn(drawn.Model))));
                }
            });

            CheckDue(last.Ticket, slow[IsUrgent(last.Ticket.Priority)], count, passed);
            CheckExplanation(last, count, passed);
        },
        count: 10_000,
        static drawn => drawn.Life.Shorter().Select(shorter => drawn with { Life = shorter }));

    /// <summary>A life that begins at another time: the instants that its commands name move with it.</summary>
    private static CommandSequence Moved(CommandSequence life, DateTimeOffset start)
    {
        TimeSpan by = start - life.Start;
        return life with
        {
            Commands =
            [
                .. life.Commands.Take(LengthMax).Select(step => (step.MinutesLater, step.Command switch
                {
                    TakeInMerged merged => merged with { WaitingSince = merged.WaitingSince + by },
                    HoldTicket hold => hold with { Until = hold.Until + by },
                    SetPending pending => pending with { Until = pending.Until + by },
                    TicketCommand command => command,
                })),
            ],
        };
    }

    /// <summary>A promise breaks when what is used reaches the target, if nothing else happens.</summary>
    private static void CheckDue(Ticket ticket, SlowCalendar slow, ClockCount count, DateTimeOffset now)
    {
        foreach (ClockState clock in ticket.Clocks.Where(static clock => clock is { RunningSince: not null, Clock: not ClockKind.Underpinning }))
        {
            TimeSpan left = clock.Target - count.Used(clock.Clock);
            if (left <= TimeSpan.Zero)
            {
                Assert.True(clock.DueAt <= now);
            }
            else if (slow.Add(now, left, SlowDays) is { } due)
            {
                Assert.Equal(due, clock.DueAt);
            }
            else
            {
                Assert.True(clock.DueAt is null || clock.DueAt > now.AddDays(SlowDays));
            }
        }
    }

    private static void CheckExplanation(ATicket ticket, ClockCount count, DateTimeOffset now)
    {
        foreach (SlaClock clock in SlaClock.Of(ticket.History, ticket.Model, now).Where(static clock => clock.Clock != ClockKind.Underpinning))
        {
            Assert.Equal(clock.Used.Ticks, clock.Intervals.Sum(static interval => interval.Used.Ticks));
            Assert.Equal(
                clock.Cycle == ticket.Clock(clock.Clock).Cycle ? count.Used(clock.Clock) : clock.Used,
                clock.Used);
        }
    }

    private static bool IsUrgent(Priority priority) => priority is Priority.Critical or Priority.High;

    private sealed record CalendarLife(CommandSequence Life, CalendarDefinition Urgent, CalendarDefinition Usual, DateTimeOffset At)
    {
        /// <summary>A whole minute: the count is of minutes.</summary>
        public DateTimeOffset Start => new(At.UtcTicks - (At.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

        public SupportModel Model { get; } = Lives.Model with
        {
            Calendars = new Dictionary<string, CalendarDefinition>(Lives.Model.Calendars)
            {
                ["always"] = Compiled(Urgent),
                ["office"] = Compiled(Usual),
            },
        };

        public override string ToString() => $"from {Start:O}: {Life}; urgent {new CalendarCase(Urgent, At)}; usual {new CalendarCase(Usual, At)}";

        private static CalendarDefinition Compiled(CalendarDefinition definition) =>
            definition with { Compiled = Support.Domain.Calendars.BusinessCalendar.From(definition) };
    }
}
