using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Sla.Replay;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>What would have become of the promises under another model, with all that people did as it was.</summary>
public class When_histories_are_replayed
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    private static readonly SupportModel Busy = AModel.Escalating(
        AModel.Step("raise", ClockKind.FirstResponse, 1) with { RaisePriorityTo = Priority.High, RaiseTo = Tier.L2 },
        AModel.Step("end", ClockKind.Resolution, 0.5m) with { RaisePriorityTo = Priority.Critical }) with
    {
        SlaPolicies =
        [
            new SlaPolicy
            {
                Id = "all",
                Calendar = "office",
                Targets = new Dictionary<Priority, SlaTargets>
                {
                    [Priority.Critical] = AModel.Targets("PT10M", "PT20M", "PT1H"),
                    [Priority.High] = AModel.Targets("PT20M", "PT40M", "PT3H"),
                    [Priority.Medium] = AModel.Targets("PT1H", "PT2H", "PT6H"),
                    [Priority.Low] = AModel.Targets("PT3H", "PT4H", "PT20H"),
                },
            },
        ],
    };

    [Fact]
    public void The_model_that_was_in_force_gives_what_was() =>
        Property.Holds(Gen.Choose(1, int.MaxValue), GivesWhatWas, count: 300);

    [Fact]
    public void A_shorter_target_is_missed_at_its_own_instant()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddMinutes(50), new ReplyToRequester("On it."));

        TicketReplay replay = SlaReplay.Of(
            ticket.History, AModel.Small with { SlaPolicies = [AModel.Promise("PT30M", "PT2H", "PT8H")] });

        (ClockOutcome? then, ClockOutcome? now) = Assert.Single(replay.Changes);
        Assert.Equal(SlaOutcome.Met, then?.Outcome);
        Assert.Equal((SlaOutcome.Missed, Opened.AddMinutes(30)), (now!.Outcome, now.BreachedAt));
    }

    [Fact]
    public void A_longer_target_and_other_hours_keep_promises_that_were_broken()
    {
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-07 16:30")).LiveUntil(Moment.At("2026-01-08 09:20"))
            .Agent(Moment.At("2026-01-08 09:20"), new ResolveTicket("Done."));

        TicketReplay replay = SlaReplay.Of(
            ticket.History, AModel.Small with { SlaPolicies = [AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = "office" }] });

        Assert.All(replay.Then, static outcome => Assert.Equal(SlaOutcome.Missed, outcome.Outcome));
        Assert.All(replay.Now, static outcome => Assert.Equal(SlaOutcome.Met, outcome.Outcome));
        ReplayFigures first = SlaReplay.Figures([replay])[0];
        Assert.Equal((new Attainment(0, 1, 0), new Attainment(1, 0, 0)), (first.Then, first.Now));
    }

    [Fact]
    public void Nothing_is_promised_where_the_other_model_promises_nothing()
    {
        ATicket ticket = ATicket.Opened(Opened).LiveUntil(Opened.AddHours(9));

        TicketReplay replay = SlaReplay.Of(ticket.History, AModel.Small with { SlaPolicies = [] });

        Assert.Empty(replay.Now);
        Assert.Equal(2, replay.Changes.Count());
    }

    private static void GivesWhatWas(int seed)
    {
        var random = new Random(seed);
        DateTimeOffset now = Opened.AddMinutes(random.Next(5 * 24 * 60));
        ATicket ticket = ATicket.Opened(now, (Grade)random.Next(3), Busy);
        for (int step = random.Next(1, 20); step > 0; step--)
        {
            now = now.AddMinutes(random.Next(3) == 0 ? random.Next(2000) : random.Next(60));
            ticket.LiveUntil(now);
            ticket.Keep(random.Next(3) == 0
                ? ticket.Try(now, new AddRequesterMessage("Any news?"), new Actor(ActorKind.Requester, "rita@customer.test"), IntakeChannel.Api)
                : ticket.TryAgent(now, Drawn(random)));
        }

        TicketReplay replay = SlaReplay.Of(ticket.History, Busy);

        Assert.Equal(replay.Then, replay.Now);
    }

    private static TicketCommand Drawn(Random random) => random.Next(9) switch
    {
        0 or 1 => new ReplyToRequester("We look into it."),
        2 => new SetPending("which browser?"),
        3 => new ResumeTicket(null),
        4 => new ResolveTicket("Fixed.", null),
        5 => new ReopenTicket("not fixed"),
        6 => new EscalateTicket("cannot do it", null),
        7 => new SetPriority((Priority)random.Next(4), "the board called"),
        _ => new AddNote("Looks like the cache."),
    };
}
