using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Tickets;
using Support.Domain.Tickets;
using Support.Domain.Tiers;
using Xunit;

namespace Support.Domain.Tests.Tiers;

public class When_time_on_a_tier_is_recorded
{
    // An hour before the office closes.
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 16:00");

    private static readonly SupportModel Office = AModel.Small with
    {
        SlaPolicies = [AModel.Promise("PT1H", "PT2H", "PT8H") with { Calendar = "office" }],
    };

    [Fact]
    public void Calendar_and_business_time_are_told_apart()
    {
        ATicket ticket = ATicket.Opened(Opened, model: Office)
            .Agent(Moment.At("2026-01-08 10:00"), new EscalateTicket("theirs", null));

        TierChanged moved = Assert.Single(ticket.All<TierChanged>());
        Assert.Equal((TimeSpan.FromHours(18), TimeSpan.FromHours(2), 1m), (moved.TimeInTier, moved.BusinessTimeInTier, moved.ShareOfElapsed));
        Assert.Equal([new TierTime(Tier.L1, TimeSpan.FromHours(18), TimeSpan.FromHours(2))], ticket.Ticket.TimeInTier);
    }

    [Fact]
    public void Several_stays_are_summed_and_each_move_tells_the_share()
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.Small)
            .Agent(Opened.AddHours(1), new EscalateTicket("theirs", null))
            .Agent(Opened.AddHours(4), new DeEscalateTicket("the desk can do it", null))
            .Agent(Opened.AddHours(5), new EscalateTicket("not quite", Tier.L3));

        Assert.Equal([1m, 0.75m, 0.4m], ticket.All<TierChanged>().Select(static moved => moved.ShareOfElapsed!.Value));
        Assert.Equal(
            ["L1 02:00:00", "L2 03:00:00", "L3 01:00:00"],
            TierTime.At(ticket.Ticket, ticket.Model, Opened.AddHours(6)).Select(static time => $"{time.Tier} {time.Calendar:c}"));
    }

    [Fact]
    public void Time_in_which_it_was_resolved_is_nobodys()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddHours(1), new ResolveTicket(null))
            .Agent(Opened.AddHours(30), new ReopenTicket("not fixed"))
            .Agent(Opened.AddHours(32), new EscalateTicket("theirs", null));

        Assert.Equal(TimeSpan.FromHours(1), ticket.All<StatusChanged>()[0].Stay!.Calendar);
        Assert.Equal(TimeSpan.FromHours(3), Assert.Single(ticket.Ticket.TimeInTier).Calendar);
        Assert.Equal(Opened.AddHours(32), ticket.Ticket.TierSince);
    }

    [Fact]
    public void A_stay_that_began_while_it_was_resolved_counts_from_the_reopening()
    {
        ATicket ticket = ATicket.Opened(Opened)
            .Agent(Opened.AddHours(1), new ResolveTicket(null))
            .Agent(Opened.AddHours(2), new AssignTicket(null, "support", null))
            .Agent(Opened.AddHours(30), new ReopenTicket("not fixed"));

        Assert.Equal(TimeSpan.Zero, Assert.Single(ticket.All<TierChanged>()).TimeInTier);
        Assert.Equal(
            ["L1 01:00:00", "L2 02:00:00"],
            TierTime.At(ticket.Ticket, ticket.Model, Opened.AddHours(32)).Select(static time => $"{time.Tier} {time.Calendar:c}"));
    }

    [Fact]
    public void An_old_history_that_does_not_tell_business_time_folds_all_the_same()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened.AddHours(1), new EscalateTicket("theirs", null)).Agent(Opened.AddHours(2), new ResolveTicket(null));
        IEnumerable<TicketEvent> old = ticket.History.Select(static happened => happened with
        {
            Data = happened.Data switch
            {
                TierChanged moved => new TierChanged(moved.From, moved.To, moved.TimeInTier),
                StatusChanged status => new StatusChanged(status.From, status.To, status.Message),
                var other => other,
            },
        });

        Assert.Equal(
            [new TierTime(Tier.L1, TimeSpan.FromHours(1), TimeSpan.Zero), new TierTime(Tier.L2, TimeSpan.FromHours(1), TimeSpan.Zero)],
            Ticket.From(old).TimeInTier);
    }

    [Fact]
    public void All_tiers_together_had_it_as_long_as_there_was_work_to_do()
    {
        TimeSpan worked = TimeSpan.Zero;
        DateTimeOffset last = default;
        Lives.ForEveryStep((before, ticket, now) =>
        {
            worked = before is null ? TimeSpan.Zero : worked + (before.IsWorkedOn ? WorkedUntil(ticket, now) - last : TimeSpan.Zero);
            last = now;

            Assert.Equal(worked, TierTime.At(ticket.Ticket, Lives.Model, now).Aggregate(TimeSpan.Zero, static (sum, time) => sum + time.Calendar));
        });

        // What ended the work a moment before, or deadlines that came first, is all decided at one instant.
        static DateTimeOffset WorkedUntil(ATicket ticket, DateTimeOffset now) => ticket.Last.Events.Count == 0 ? now : ticket.Last.Events[0].At;
    }
}
