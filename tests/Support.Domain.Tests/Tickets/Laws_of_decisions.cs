using System.Text.Json;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

/// <summary>
/// What holds in every life of a ticket. A failure prints the shortest life found; the seed is fixed, so it comes again
/// at the next run.
/// </summary>
public class Laws_of_decisions
{
    [Fact]
    public void Are_tried_on_lives_that_meet_every_kind_of_event_status_and_clock()
    {
        var met = new Dictionary<object, int>();
        Lives.ForEveryStep((_, ticket, _) =>
        {
            IEnumerable<object> things =
            [
                .. ticket.Last.Events.Select(static happened => happened.Data.GetType()),
                .. ticket.Ticket.Clocks.Select(static clock => (clock.Clock, clock.RunningSince is null, clock.Stopped, clock.BreachedAt is null)),
                ticket.Ticket.Status,
                ticket.Last.Refusal is null,
            ];
            foreach (object thing in things)
            {
                met[thing] = met.GetValueOrDefault(thing) + 1;
            }
        }, count: 2000);

        Assert.Empty(typeof(TicketEventData).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TicketEventData)) && !met.ContainsKey(type)).Select(static type => type.Name));
        foreach (ClockKind clock in Enum.GetValues<ClockKind>().Where(static clock => clock != ClockKind.Underpinning))
        {
            // Running, paused and done, each in time and too late; the first response is never paused.
            Assert.Equal(clock == ClockKind.FirstResponse ? 4 : 6, met.Keys.OfType<(ClockKind Clock, bool, bool, bool)>().Count(state => state.Clock == clock));
        }

        Assert.Superset(
            new HashSet<TicketStatus> { TicketStatus.New, TicketStatus.Open, TicketStatus.Pending, TicketStatus.Resolved, TicketStatus.Closed, TicketStatus.Cancelled },
            met.Keys.OfType<TicketStatus>().ToHashSet());
        Assert.Equal(2, met.Keys.OfType<bool>().Count());
    }

    [Fact]
    public void Replaying_the_events_gives_the_same_ticket() => Lives.ForEveryLife(static ticket =>
    {
        Assert.Equal(JsonOf(ticket.Ticket), JsonOf(Ticket.From(ticket.History)));
        Assert.Equal(JsonOf(ticket.Ticket), JsonOf(Ticket.From(ticket.History.Select(Reread))));
        Assert.Equal(JsonOf(ticket.Ticket), JsonOf(JsonSerializer.Deserialize<Ticket>(JsonOf(ticket.Ticket), SupportJson.Options)!));
    });

    [Fact]
    public void Versions_and_message_numbers_have_no_gaps_and_time_does_not_run_backwards() => Lives.ForEveryLife(static ticket =>
    {
        Assert.Equal(Enumerable.Range(1, ticket.Ticket.Version), ticket.History.Select(static happened => happened.Version));
        Assert.Equal(Enumerable.Range(1, ticket.Ticket.Messages), ticket.Messages.Select(static message => message.Number));
        Assert.Equal(Enumerable.Range(1, ticket.Ticket.Messages), ticket.All<MessageAdded>().Select(static message => message.Number));
        Assert.Equal(ticket.History.Select(static happened => happened.At).Order(), ticket.History.Select(static happened => happened.At));
    });

    [Fact]
    public void A_refused_command_brings_nothing_but_deadlines_that_were_due() => Lives.ForEveryStep(static (_, ticket, _) =>
    {
        if (ticket.Last.Refusal is not null)
        {
            Assert.Empty(ticket.Last.Messages);
            Assert.All(ticket.Last.Events, static happened => Assert.Equal(Actor.Clock, happened.Actor));
            Assert.All(ticket.Last.Events, static happened => Assert.Equal(IntakeChannel.Clock, happened.Channel));
        }
    });

    [Fact]
    public void Nothing_is_left_due_and_a_second_firing_does_nothing() => Lives.ForEveryStep(static (_, ticket, now) =>
    {
        Assert.True((Deadlines.Next(ticket.Ticket, Lives.Model)?.DueAt ?? DateTimeOffset.MaxValue) > now);
        Assert.Empty(ticket.Try(now, new FireDeadlines(), Actor.Clock, IntakeChannel.Clock).Events);
    });

    [Fact]
    public void Used_time_is_what_counting_the_minutes_gives()
    {
        ClockCount? count = null;
        DateTimeOffset passed = default;
        Lives.ForEveryStep((before, ticket, now) =>
        {
            if (before is null)
            {
                count = new ClockCount(Lives.IsOpen);
                passed = now;
            }

            count!.Pass(passed, now);
            passed = now;
            foreach (TicketEvent happened in ticket.Last.Events)
            {
                count.Read(happened);
            }

            foreach (ClockState clock in ticket.Ticket.Clocks)
            {
                Assert.Equal(count.Runs(clock.Clock), clock.RunningSince is not null);
                Assert.Equal(count.Used(clock.Clock), clock.UsedAt(now, Lives.Model.Calendar(clock.Calendar)));
                CheckAgainst(count.Used(clock.Clock), clock, ticket.Ticket);
            }
        });
    }

    [Fact]
    public void Used_time_never_shrinks_within_a_cycle() => Lives.ForEveryStep(static (before, ticket, now) =>
    {
        foreach (ClockState clock in before?.Clocks ?? [])
        {
            ClockState after = ticket.Clock(clock.Clock);
            Assert.True(after.Cycle > clock.Cycle || Used(after, now) >= Used(clock, before!.UpdatedAt));
        }
    });

    [Fact]
    public void A_breach_is_recorded_once_and_stays() => Lives.ForEveryStep(static (before, ticket, _) =>
    {
        foreach (ClockState clock in before?.Clocks.Where(static clock => clock.BreachedAt is not null) ?? [])
        {
            ClockState after = ticket.Clock(clock.Clock);
            Assert.True(after.Cycle > clock.Cycle || after.BreachedAt == clock.BreachedAt);
            Assert.NotEqual(true, after.Cycle == clock.Cycle ? after.Met : false);
        }
    });

    [Fact]
    public void Warnings_breaches_and_steps_come_once_each_and_only_from_a_clock_that_runs() => Lives.ForEveryLife(static ticket =>
    {
        var seen = new HashSet<string>();
        Ticket? before = null;
        foreach (TicketEvent happened in ticket.History)
        {
            (ClockKind Clock, string What)? sla = happened.Data switch
            {
                SlaWarned warned => (warned.Clock, $"warned {warned.Share} of {warned.Target}"),
                SlaBreached breached => (breached.Clock, "breached"),
                Escalated { Clock: { } on } step => (on, $"step {step.Policy}/{step.Step}"),
                _ => null,
            };
            if (sla is { } fact)
            {
                ClockState clock = before!.Clock(fact.Clock)!;
                Assert.NotNull(clock.RunningSince);
                Assert.True(seen.Add($"{fact.Clock}/{clock.Cycle}/{fact.What}"), $"twice: {fact}");
                Assert.False(string.IsNullOrWhiteSpace(happened.Cause));
            }

            before = Ticket.Apply(before, happened);
        }
    });

    [Fact]
    public void A_deadline_is_recorded_with_the_instant_at_which_it_came_since_the_last_look()
    {
        DateTimeOffset looked = default;
        Lives.ForEveryStep((before, ticket, now) =>
        {
            DateTimeOffset?[] dues =
            [
                .. ticket.Last.Events.Select(static happened => happened.Data switch
                {
                    SlaWarned warned => warned.ReachedAt,
                    SlaBreached breached => breached.DueAt,
                    Escalated { DueAt: { } due } => due,
                    _ => default(DateTimeOffset?),
                }).Where(static due => due is not null),
            ];

            Assert.Equal(dues.Order(), dues);
            Assert.All(dues, due => Assert.True(due <= now && (before is null || due > looked || due == now)));
            looked = now;
        });
    }

    private static void CheckAgainst(TimeSpan used, ClockState clock, Ticket ticket)
    {
        if (clock.Stopped)
        {
            return;
        }

        TimeSpan target = Lives.TargetOf(clock.Clock, ticket.Tier, ticket.Priority)!.Value;
        Assert.Equal(target, clock.Target);

        if (clock.RunningSince is not null)
        {
            // What was broken stays broken, also where a lower priority gives more time.
            Assert.True(used < target || clock.BreachedAt is not null);
            Assert.Equal(Lives.Shares.Where(share => used >= target * (double)share), clock.Warned.Distinct().Order());
        }
    }

    private static TimeSpan Used(ClockState clock, DateTimeOffset now) => clock.UsedAt(now, Lives.Model.Calendar(clock.Calendar));

    private static string JsonOf<T>(T value) => JsonSerializer.Serialize(value, SupportJson.Options);

    private static TicketEvent Reread(TicketEvent happened) =>
        JsonSerializer.Deserialize<TicketEvent>(JsonOf(happened), SupportJson.Options)!;
}
