using Support.Domain.Model;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Escalation;

/// <summary>On-call (ann), team lead (dana), support manager (max), ten minutes each, from the start of the first response.</summary>
public class When_people_are_paged_one_after_the_other
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    private static readonly PageChain Chain = new()
    {
        Links = [Audiences.OnCall, Audiences.TeamLead, Audiences.Manager],
        Every = TimeSpan.FromMinutes(10),
    };

    [Fact]
    public void Each_has_ten_minutes_and_the_end_is_recorded() => Assert.Equal(
        [
            "00:00:00 page link 1 round 1: ann",
            "00:10:00 page link 2 round 1: dana",
            "00:20:00 page link 3 round 1: max",
            "00:30:00 page paging ended",
        ],
        Pages(Paging(Chain).LiveUntil(Opened.AddDays(1))));

    [Fact]
    public void The_chain_is_gone_through_as_often_as_it_says() => Assert.Equal(
        [
            "00:00:00 page link 1 round 1: ann",
            "00:10:00 page link 2 round 1: dana",
            "00:20:00 page link 1 round 2: ann",
            "00:30:00 page link 2 round 2: dana",
            "00:40:00 page paging ended",
        ],
        Pages(Paging(Chain with { Links = [Audiences.OnCall, Audiences.TeamLead], Times = 2 }).LiveUntil(Opened.AddDays(1))));

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("take")]
    [InlineData("reply")]
    [InlineData("pending")]
    [InlineData("resolve")]
    [InlineData("cancel")]
    public void It_ends_when_somebody_cares(string how)
    {
        TicketCommand command = how switch
        {
            "acknowledge" => new AcknowledgePage(),
            "take" => new TakeTicket("ann"),
            "reply" => new ReplyToRequester("We look into it."),
            "pending" => new SetPending("which browser?"),
            "resolve" => new ResolveTicket(null),
            _ => new CancelTicket("opened by mistake"),
        };

        ATicket ticket = Paging(Chain).LiveUntil(Opened.AddMinutes(12)).Agent(Opened.AddMinutes(15), command).LiveUntil(Opened.AddDays(1));

        Assert.Equal(["ann", "dana"], ticket.All<Paged>().SelectMany(static paged => paged.Agents));
        Assert.Empty(ticket.All<PagingEnded>());
        Assert.Empty(ticket.Ticket.Paging);
    }

    [Fact]
    public void The_acknowledgement_says_what_it_ends() => Assert.Equal(
        "ends the paging of step page of policy all",
        Paging(Chain).Agent(Opened.AddMinutes(5), new AcknowledgePage()).Last.Events[^1].Cause);

    [Fact]
    public void A_note_or_an_assignment_by_somebody_else_ends_nothing() => Assert.Equal(
        3,
        Paging(Chain)
            .Agent(Opened.AddMinutes(5), new AddNote("seen in the logs"))
            .Agent(Opened.AddMinutes(6), new AssignTicket("ann", null, null), "dana")
            .LiveUntil(Opened.AddDays(1))
            .All<Paged>().Count);

    [Fact]
    public void A_link_that_is_nobody_falls_through_at_once_and_says_so()
    {
        PageChain chain = Chain with { Links = [Audiences.Assignee, Audiences.RelationshipManager, Audiences.Manager] };

        ATicket ticket = Paging(chain).LiveUntil(Opened.AddDays(1));

        Assert.Equal(
            [
                "00:00:00 page link 1 round 1: nobody holds the ticket",
                "00:00:00 page link 2 round 1: nobody looks after the requester's organisation",
                "00:00:00 page link 3 round 1: max",
                "00:10:00 page paging ended",
            ],
            Pages(ticket));
        Assert.Equal(
            "step page of policy all: page 1 of 3 (who holds the ticket): nobody holds the ticket",
            ticket.History.First(static happened => happened.Data is Paged).Cause);
    }

    [Fact]
    public void A_round_that_finds_nobody_is_the_last()
    {
        ATicket ticket = Paging(Chain with { Links = [Audiences.Assignee, Audiences.RelationshipManager], Times = 10 });

        Assert.Equal(
            [
                "00:00:00 page link 1 round 1: nobody holds the ticket",
                "00:00:00 page link 2 round 1: nobody looks after the requester's organisation",
                "00:00:00 page paging ended",
            ],
            Pages(ticket));
        Assert.Equal(
            "step page of policy all: nobody of who holds the ticket, relationship manager could be paged",
            ticket.History.Single(static happened => happened.Data is PagingEnded).Cause);
    }

    [Fact]
    public void Who_is_paged_next_is_who_has_the_duty_then()
    {
        ATicket ticket = Paging(Chain with { Links = [Audiences.OnCall, Audiences.OnCall] })
            .Agent(Opened.AddMinutes(5), new EscalateTicket("theirs", null))
            .LiveUntil(Opened.AddDays(1));

        Assert.Equal(["ann", "sue"], ticket.All<Paged>().SelectMany(static paged => paged.Agents));
    }

    [Fact]
    public void The_chain_goes_on_as_it_began_whatever_the_model_says_now()
    {
        ATicket ticket = Paging(Chain).LiveUntil(Opened.AddMinutes(5)).Under(AModel.Small).LiveUntil(Opened.AddDays(1));

        Assert.Equal(["ann", "dana", "max"], ticket.All<Paged>().SelectMany(static paged => paged.Agents));
    }

    [Fact]
    public void Nobody_is_paged_twice_at_one_moment()
    {
        SupportModel model = AModel.Escalating(
            AModel.Step("page", ClockKind.FirstResponse, 0) with { Page = [Audiences.OnCall], PageChains = [Chain] },
            AModel.Step("too", ClockKind.Resolution, 0) with { PageChains = [Chain with { Links = [Audiences.OnCall, Audiences.TeamLead] }] });

        ATicket ticket = ATicket.Opened(Opened, model: model).LiveUntil(Opened.AddMinutes(25));

        Assert.Equal(["ann"], Assert.Single(ticket.All<Escalated>(), static step => step.Step == "page").Paged);
        Assert.Equal(
            [
                "00:00:00 page link 1 round 1: ann was paged at this moment already",
                "00:00:00 too link 1 round 1: ann was paged at this moment already",
                "00:10:00 page link 2 round 1: dana",
                "00:10:00 too link 2 round 1: dana was paged at this moment already",
                "00:20:00 page link 3 round 1: max",
                "00:20:00 too paging ended",
            ],
            Pages(ticket));
    }

    [Fact]
    public void Somebody_who_is_paged_late_has_the_whole_wait_all_the_same()
    {
        ATicket ticket = Paging(Chain).Fire(Opened.AddMinutes(18)).LiveUntil(Opened.AddDays(1));

        Assert.Equal(
            [
                "00:00:00 page link 1 round 1: ann",
                "00:18:00 page link 2 round 1: dana",
                "00:28:00 page link 3 round 1: max",
                "00:38:00 page paging ended",
            ],
            Pages(ticket));
        Assert.Equal(Opened.AddMinutes(10), ticket.All<Paged>()[1].DueAt);
    }

    [Fact]
    public void A_wake_up_a_little_late_does_not_shift_the_links_after_it()
    {
        ATicket ticket = Paging(Chain);
        for (int minute = 0; minute < 40; minute++)
        {
            ticket.Fire(Opened.AddMinutes(minute).AddSeconds(2));
        }

        Assert.Equal(
            [Opened, Opened.AddMinutes(10), Opened.AddMinutes(20)],
            ticket.All<Paged>().Select(static paged => paged.DueAt));
    }

    [Fact]
    public void A_tier_that_gets_the_ticket_by_the_step_is_the_one_that_is_paged()
    {
        SupportModel model = AModel.Escalating(AModel.Step("page", ClockKind.FirstResponse, 0.5m) with { RaiseToNext = true, PageChains = [Chain] });

        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened, new AcknowledgePage()).LiveUntil(Opened.AddMinutes(45));

        Assert.Equal(["sue", "sam"], ticket.All<Paged>().SelectMany(static paged => paged.Agents));
    }

    [Fact]
    public void After_an_acknowledgement_a_chain_does_not_begin_and_says_so()
    {
        SupportModel model = AModel.Escalating(AModel.Step("page", ClockKind.FirstResponse, 0.5m) with { PageChains = [Chain] });

        ATicket ticket = ATicket.Opened(Opened, model: model).Agent(Opened, new AcknowledgePage()).LiveUntil(Opened.AddDays(1));

        Assert.Empty(ticket.All<Paged>());
        Assert.Equal(["page: somebody has acknowledged"], Assert.Single(ticket.All<Escalated>()).Declined);
    }

    private static ATicket Paging(PageChain chain) => ATicket.Opened(
        Opened, model: AModel.Escalating(AModel.Step("page", ClockKind.FirstResponse, 0) with { PageChains = [chain] }));

    private static IEnumerable<string> Pages(ATicket ticket) => ticket.History
        .Where(static happened => happened.Data is Paged or PagingEnded)
        .Select(happened => HistoryLine.Of(happened, ticket.Ticket.OpenedAt));
}
