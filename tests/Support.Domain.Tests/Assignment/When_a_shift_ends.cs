using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Assignment;

public class When_a_shift_ends
{
    // Ten in the morning in Berlin, where Ann works from eight to five.
    private static readonly DateTimeOffset Start = Moment.At("2026-01-07 09:00");
    private static readonly DateTimeOffset End = Moment.At("2026-01-07 16:00");

    [Fact]
    public void What_waits_for_the_desk_goes_back_to_the_team()
    {
        ATicket ticket = Opened(ShiftEnd.Return).Agent(Start, new TakeTicket("ann")).LiveUntil(End);

        TicketEvent back = ticket.History[^1];
        Assert.Equal((new Assigned(null, "desk"), End), (back.Data, back.At));
        Assert.Equal("Ann is off shift since 17:00 Europe/Berlin: back to the team", back.Cause);
        Assert.Equal("ann", ticket.Ticket.LastAssignee);
    }

    [Fact]
    public void It_stays_where_the_team_does_not_want_it_back() =>
        Assert.Equal("ann", Opened(ShiftEnd.Keep).Agent(Start, new TakeTicket("ann")).LiveUntil(End.AddDays(1)).Ticket.Assignee);

    [Fact]
    public void What_waits_for_the_requester_stays_until_it_waits_for_the_desk_again()
    {
        ATicket pending = Opened(ShiftEnd.Return).Agent(Start, new TakeTicket("ann")).Agent(Start.AddHours(1), new SetPending("which order?"));

        Assert.Equal("ann", pending.LiveUntil(End.AddHours(1)).Ticket.Assignee);

        // In the night nobody waits for Ann; the next morning she is there and has it to the end of that shift.
        Assert.Null(pending.Requester(End.AddHours(2)).Ticket.Assignee);
        ATicket morning = Opened(ShiftEnd.Return).Agent(Start, new TakeTicket("ann")).Agent(Start.AddHours(1), new SetPending("which order?"));
        Assert.Equal("ann", morning.Requester(Start.AddDays(1)).Ticket.Assignee);
        Assert.Null(morning.LiveUntil(End.AddDays(1)).Ticket.Assignee);
    }

    [Fact]
    public void What_was_given_by_hand_to_who_is_not_there_is_theirs_to_the_end_of_their_next_shift()
    {
        ATicket ticket = Opened(ShiftEnd.Return).Agent(Start, new AssignTicket("cat", null, "knows the customer"));

        Assert.Equal(DeadlineKind.ShiftEnd, Deadlines.All(ticket.Ticket, ticket.Model).Single(static one => one.Clock is null).Kind);
        Assert.Equal(Moment.At("2026-01-07 23:00"), Deadlines.All(ticket.Ticket, ticket.Model).Single(static one => one.Clock is null).DueAt);
    }

    private static ATicket Opened(ShiftEnd end)
    {
        SupportModel model = ATeam.Of(AssignmentMode.Manual);
        model = model with
        {
            SlaPolicies = [AModel.Promise(null, null, "PT240H")],
            Teams = new Dictionary<string, Team>(model.Teams) { ["desk"] = model.Teams["desk"] with { OnShiftEnd = end } },
        };
        return ATicket.Opened(Start, Grade.Medium, model);
    }
}
