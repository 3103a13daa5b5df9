using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Support.Domain.Calendars;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>
/// What holds of clocks in every life of a ticket, whichever way the desk counts: lives and options are both drawn.
/// Critical and high tickets are counted around the clock, medium ones in office hours, and low ones are promised nothing.
/// </summary>
public class Laws_of_clocks
{
    private const int Cases = 1000;

    private static readonly Gen<TicketCommand> Command = Gen.Frequency(
        (4, Gen.Constant<TicketCommand>(new FireDeadlines())),
        (3, Gen.Constant<TicketCommand>(new AddRequesterMessage("Any news?"))),
        (2, Gen.Constant<TicketCommand>(new ReplyToRequester("We look into it."))),
        (2, Gen.Constant<TicketCommand>(new SetPending(null))),
        (1, Gen.Constant<TicketCommand>(new ResumeTicket(null))),
        (2, Gen.Elements<TicketCommand>(new ResolveTicket(null), new ResolveTicket("Fixed."))),
        (2, Gen.Constant<TicketCommand>(new ReopenTicket("not fixed"))),
        (1, Gen.Constant<TicketCommand>(new EscalateTicket("cannot do it", null))),
        (3, Gen.Elements(Enum.GetValues<Priority>()).Select(static TicketCommand (to) => new SetPriority(to, "triage"))),
        (1, Gen.Elements<TicketCommand>(new EscalateTicket("only they can", Tier.L3), new HandOffToVendor(null, "only they can"))),
        (2, Gen.Elements<TicketCommand>(SomeCommands.All)));

    private static readonly Gen<IReadOnlyList<TicketStatus>> Statuses =
        Gen.Elements<IReadOnlyList<TicketStatus>>([], [TicketStatus.Pending], [TicketStatus.OnHold], [TicketStatus.Pending, TicketStatus.OnHold]);

    private static readonly Gen<SlaOptions> Options =
        from first in Statuses
        from next in Statuses
        from resolution in Statuses
        from tier in Statuses
        from priority in Gen.Elements(Enum.GetValues<OnPriorityChange>())
        from reopen in Gen.Elements(Enum.GetValues<OnReopen>())
        from closing in Gen.Elements(Enum.GetValues<ClosingTime>())
        from count in Gen.Elements(Enum.GetValues<NextResponseFrom>())
        from start in Gen.Elements(Enum.GetValues<NextResponseStarts>())
        from paused in Gen.Elements(Enum.GetValues<FirstResponseWhenPaused>())
        from requesterless in Gen.Elements(true, false)
        select new SlaOptions
        {
            PausedBy = new Dictionary<ClockKind, IReadOnlyList<TicketStatus>>
            {
                [ClockKind.FirstResponse] = first,
                [ClockKind.NextResponse] = next,
                [ClockKind.Resolution] = resolution,
                [ClockKind.Operational] = tier,
            },
            OnPriorityChange = priority,
            OnReopen = reopen,
            AtClosingTime = closing,
            NextResponseFrom = count,
            NextResponseStarts = start,
            FirstResponseWhenPaused = paused,
            RequesterlessStart = requesterless,
        };

    private static readonly Gen<(SlaOptions Options, CommandSequence Life)> Any =
        from options in Options
        from life in CommandSequence.Any
        from commands in Gen.ArrayOf(Gen.Zip(Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 60)), (2, Gen.Choose(60, 900))), Command), 25)
        select (options, life with { Commands = [.. commands.Select(static pair => (pair.Item1, pair.Item2))] });

    [Fact]
    public void Are_tried_on_lives_in_which_every_clock_runs_stands_still_and_is_done()
    {
        var met = new HashSet<(ClockKind Clock, bool Runs, bool Done, bool Broken)>();
        ForEveryStep((_, ticket, _) => met.UnionWith(
            ticket.Ticket.Clocks.Select(static clock => (clock.Clock, clock.RunningSince is not null, clock.Stopped, clock.BreachedAt is not null))));

        Assert.Equal((4 * 6) + 4, met.Count);
    }

    [Fact]
    public void Used_time_runs_back_only_where_an_event_says_that_it_begins_again() => ForEveryStep(static (before, ticket, now) =>
    {
        var restarted = ticket.Last.Events.Select(static happened => happened.Data)
            .Select(static data => data switch
            {
                ClockRetargeted { Restarted: true } changed => changed.Clock,
                ClockResumed { Restarted: true } resumed => resumed.Clock,
                _ => (ClockKind?)null,
            })
            .ToHashSet();
        foreach (ClockState clock in before?.Clocks ?? [])
        {
            ClockState after = ticket.Clock(clock.Clock);
            Assert.True(
                after.Cycle > clock.Cycle || restarted.Contains(clock.Clock)
                || Used(after, ticket, now) >= Used(clock, ticket, before!.UpdatedAt),
                $"{clock} became {after}");
        }
    });

    [Fact]
    public void A_clock_stands_still_where_its_policy_says_so_and_then_uses_nothing() => ForEveryStep(static (before, ticket, now) =>
    {
        foreach (ClockState clock in ticket.Ticket.Clocks.Where(static clock => !clock.Stopped))
        {
            SlaPolicy? policy = ticket.Model.SlaPolicies.SingleOrDefault(policy => policy.Id == clock.Policy);
            Assert.Equal(clock.Clock == ClockKind.Underpinning, policy is null);
            bool stands = policy?.Options.Pauses(clock.Clock, ticket.Ticket.Status) ?? false;
            Assert.Equal(stands, clock.RunningSince is null);
            Assert.True(!stands || (clock.DueAt is null && Used(clock, ticket, now.AddDays(9)) == clock.Used));
        }

        Assert.True(ticket.Ticket.IsWorkedOn || ticket.Ticket.Clocks.All(static clock => clock.Stopped));
    });

    [Fact]
    public void A_breach_stays_until_another_cycle_and_its_promise_is_never_kept() => ForEveryStep(static (before, ticket, _) =>
    {
        foreach (ClockState clock in before?.Clocks.Where(static clock => clock.BreachedAt is not null) ?? [])
        {
            ClockState after = ticket.Clock(clock.Clock);
            Assert.True(after.Cycle > clock.Cycle || (after.BreachedAt == clock.BreachedAt && after.Met != true));
        }
    });

    [Fact]
    public void Each_share_of_a_target_is_warned_of_once_in_a_cycle() => ForEveryLife(static ticket =>
    {
        var seen = new HashSet<(ClockKind, int, TimeSpan, decimal)>();
        Ticket? before = null;
        foreach (TicketEvent happened in ticket.History)
        {
            if (happened.Data is SlaWarned warned)
            {
                Assert.True(seen.Add((warned.Clock, before!.Clock(warned.Clock)!.Cycle, warned.Target, warned.Share)), $"twice: {warned}");
            }

            before = Ticket.Apply(before, happened);
        }
    });

    [Fact]
    public void A_clock_is_due_when_what_is_used_reaches_the_target_if_nothing_else_happens() => ForEveryStep(static (_, ticket, _) =>
    {
        foreach (ClockState clock in ticket.Ticket.Clocks.Where(static clock => clock.DueAt > clock.RunningSince))
        {
            BusinessCalendar calendar = ticket.Model.Calendar(clock.Calendar);
            Assert.Equal(clock.Target, Used(clock, ticket, clock.DueAt!.Value));
            Assert.True(clock.AtClosingTime == ClosingTime.NextOpening
                ? calendar.IsOpen(clock.DueAt.Value)
                : calendar.IsOpen(clock.DueAt.Value.AddTicks(-1)));
            if (clock.BreachedAt is null)
            {
                Assert.Contains(
                    Deadlines.All(ticket.Ticket, ticket.Model),
                    deadline => deadline.Kind == DeadlineKind.Breach && deadline.Clock == clock.Clock && deadline.DueAt == clock.DueAt);
            }
        }
    });

    [Fact]
    public void What_is_promised_now_is_what_the_clocks_run_towards() => ForEveryStep(static (_, ticket, _) =>
    {
        foreach (ClockState clock in ticket.Ticket.Clocks.Where(static clock => !clock.Stopped))
        {
            ClockTerms? terms = ClockTerms.Of(ticket.Ticket, clock.Clock, ticket.Model);

            // What the vendor promised when it was asked holds until it gives the ticket back.
            Assert.True(terms is not null || clock.Clock == ClockKind.Underpinning);
            Assert.True(terms is null || (terms.Policy, terms.Calendar, terms.Target) == (clock.Policy, clock.Calendar, clock.Target));
        }

        if (ticket.Ticket.IsWorkedOn && ticket.Ticket.Priority != Priority.Low)
        {
            Assert.False(ticket.Clock(ClockKind.Resolution).Stopped);
            bool owesAnswer = ticket.Ticket.Clocks.Any(static clock => clock is { Stopped: false, Clock: ClockKind.FirstResponse or ClockKind.NextResponse });
            Assert.True(owesAnswer || ticket.Ticket.WaitingSince is null || ticket.Ticket.Channel == IntakeChannel.Alert);
            Assert.True(ticket.Ticket.WaitingSince is not null || ticket.Ticket.Clock(ClockKind.NextResponse) is null or { Stopped: true });
        }
    });

    [Fact]
    public void Replaying_the_events_gives_the_same_ticket() => ForEveryLife(static ticket =>
        Assert.Equal(JsonOf(ticket.Ticket), JsonOf(Ticket.From(ticket.History))));

    private static void ForEveryLife(Action<ATicket> holds) => Property.Holds(
        Any,
        drawn =>
        {
            ATicket? last = null;
            Live(drawn, (_, ticket, _) => last = ticket);
            holds(last!);
        },
        Cases,
        Shorter);

    private static void ForEveryStep(Action<Ticket?, ATicket, DateTimeOffset> holds) =>
        Property.Holds(Any, drawn => Live(drawn, holds), Cases, Shorter);

    private static IEnumerable<(SlaOptions, CommandSequence)> Shorter((SlaOptions Options, CommandSequence Life) drawn) =>
        drawn.Life.Shorter().Select(life => (drawn.Options, life));

    private static void Live((SlaOptions Options, CommandSequence Life) drawn, Action<Ticket?, ATicket, DateTimeOffset> look)
    {
        (SlaOptions options, CommandSequence life) = drawn;
        DateTimeOffset now = life.Start;
        ATicket ticket = ATicket.Opened(
            now, life.Impact, life.Urgency, Model(options), life.Application, life.Alert ? IntakeChannel.Alert : IntakeChannel.Api);
        look(null, ticket, now);
        foreach ((int minutesLater, TicketCommand command) in life.Commands)
        {
            Ticket before = ticket.Ticket;
            now = now.AddMinutes(minutesLater);
            IntakeChannel channel = command is FireDeadlines ? IntakeChannel.Clock : IntakeChannel.Desk;
            ticket.Keep(ticket.Try(now, command, CommandSequence.ActorOf(command), channel));
            look(before, ticket, now);
        }
    }

    private static Vendor Vendor => new()
    {
        Name = "Wages Ltd",
        Email = "help@wages.test",
        Contract = new VendorContract
        {
            Calendar = "office",
            Targets = new Dictionary<Priority, TimeSpan> { [Priority.Critical] = TimeSpan.FromHours(1), [Priority.Medium] = TimeSpan.FromHours(4) },
        },
    };

    private static SupportModel Model(SlaOptions options) => Lives.Model with
    {
        SlaPolicies =
        [
            Lives.Model.SlaPolicies[0] with { Options = options },
            Lives.Model.SlaPolicies[1] with
            {
                Options = options,
                Targets = new Dictionary<Priority, SlaTargets> { [Priority.Medium] = Lives.Targets[Priority.Medium] },
            },
        ],
        Applications = Lives.Model.Applications.ToDictionary(
            static pair => pair.Key,
            static pair => pair.Key == AModel.Payroll ? pair.Value with { Vendor = Vendor } : pair.Value),
        EscalationPolicies = [new EscalationPolicy { Id = "box", Steps = [AModel.Step("time-box", ClockKind.Operational, 1) with { RaiseTo = Tier.L2 }] }],
    };

    private static TimeSpan Used(ClockState clock, ATicket ticket, DateTimeOffset at) => clock.UsedAt(at, ticket.Model.Calendar(clock.Calendar));

    private static string JsonOf<T>(T value) => JsonSerializer.Serialize(value, SupportJson.Options);
}
