using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Swarm;

public class Who_contributed
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void Is_everybody_who_was_in_the_swarm_or_wrote_with_what_they_did()
    {
        ATicket ticket = ATicket.Opened(Opened, model: AModel.WithSwarm, application: AModel.Platform)
            .Agent(Opened, new TakeTicket("sue"), "sue")
            .Agent(Opened.AddMinutes(5), new JoinSwarm("dot"), "dot")
            .Agent(Opened.AddMinutes(6), new AddNote("the cache"), "dot")
            .Agent(Opened.AddMinutes(7), new AddNote("not the cache"), "dot")
            .Agent(Opened.AddMinutes(15), new LeaveSwarm("dot", null), "dot")
            .Agent(Opened.AddMinutes(16), new AddNote("have you looked at DNS?"), "max")
            .Requester(Opened.AddMinutes(17))
            .Agent(Opened.AddMinutes(18), new ReplyToRequester("It is DNS."), "sue")
            .Agent(Opened.AddMinutes(20), new JoinSwarm("dot"), "dot");

        Assert.Equal(
            [
                "dot in 00:20:00 0 2",
                "max out 00:00:00 0 1",
                "sue in 00:30:00 1 0",
            ],
            Contributors(ticket, Opened.AddMinutes(30)));

        ticket.Agent(Opened.AddMinutes(40), new ResolveTicket("Fixed."), "sue");

        Assert.Equal(
            [
                "dot out 00:30:00 0 2",
                "max out 00:00:00 0 1",
                "sue out 00:40:00 2 0",
            ],
            Contributors(ticket, Opened.AddDays(1)));
    }

    [Fact]
    public void Is_not_asked_where_there_is_no_swarm()
    {
        ATicket ticket = ATicket.Opened(Opened).Agent(Opened, new TakeTicket("ann")).Agent(Opened, new AddNote("hm"));

        Assert.Empty(Contributors(ticket, Opened));
    }

    private static IEnumerable<string> Contributors(ATicket ticket, DateTimeOffset now) =>
        SwarmContributor.Of(ticket.Ticket, ticket.Messages, now).Select(static one =>
            $"{one.Agent} {(one.Member ? "in" : "out")} {one.Time:c} {one.Messages} {one.Notes}");
}
