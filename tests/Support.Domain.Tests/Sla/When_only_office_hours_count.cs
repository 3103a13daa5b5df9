using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Sla;

/// <summary>The default model: Monday to Friday from nine to five in Berlin; a medium ticket has 4 and 24 such hours.</summary>
public class When_only_office_hours_count
{
    [Theory]
    [InlineData("2026-01-09 16:00 +01:00", "2026-01-12 12:00 +01:00", "2026-01-14 16:00 +01:00")] // an hour on Friday
    [InlineData("2026-01-09 18:30 +01:00", "2026-01-12 13:00 +01:00", "2026-01-14 17:00 +01:00")] // Friday evening
    [InlineData("2026-01-10 12:00 +01:00", "2026-01-12 13:00 +01:00", "2026-01-14 17:00 +01:00")] // Saturday
    [InlineData("2026-01-12 08:59 +01:00", "2026-01-12 13:00 +01:00", "2026-01-14 17:00 +01:00")]
    [InlineData("2026-01-12 13:00 +01:00", "2026-01-12 17:00 +01:00", "2026-01-15 13:00 +01:00")] // due at closing time
    [InlineData("2026-04-02 16:00 +02:00", "2026-04-07 12:00 +02:00", "2026-04-09 16:00 +02:00")] // Good Friday, Easter Monday
    [InlineData("2026-03-27 16:00 +01:00", "2026-03-30 12:00 +02:00", "2026-04-01 16:00 +02:00")] // summer time begins
    [InlineData("2026-10-23 16:00 +02:00", "2026-10-26 12:00 +01:00", "2026-10-28 16:00 +01:00")] // summer time ends
    public void A_medium_ticket_is_due_when_the_office_has_been_open_for_so_long(string opened, string firstResponse, string resolution)
    {
        ATicket ticket = ATicket.Opened(Moment.At(opened), Grade.Medium, ModelFile.Model);

        Assert.Equal(Moment.At(firstResponse), ticket.Clock(ClockKind.FirstResponse).DueAt);
        Assert.Equal(Moment.At(resolution), ticket.Clock(ClockKind.Resolution).DueAt);

        ticket.LiveUntil(Moment.At(resolution));

        Assert.Equal(
            [Moment.At(firstResponse), Moment.At(resolution)],
            ticket.All<SlaBreached>().Select(static breached => breached.DueAt));
        Assert.Equal(Moment.At(resolution), ticket.History[^1].At);
    }

    [Fact]
    public void An_answer_on_Monday_is_in_time_and_used_what_the_office_was_open()
    {
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-09 16:00 +01:00"), Grade.Medium, ModelFile.Model);

        ticket.LiveUntil(Moment.At("2026-01-12 11:00 +01:00"))
            .Agent(Moment.At("2026-01-12 11:00 +01:00"), new ReplyToRequester("We look into it."), "ben");

        ClockStopped stopped = Assert.Single(ticket.All<ClockStopped>());
        Assert.Equal((ClockKind.FirstResponse, TimeSpan.FromHours(3), true), (stopped.Clock, stopped.Used, stopped.Met));
        Assert.Equal([0.5m, 0.75m], ticket.All<SlaWarned>().Select(static warned => warned.Share));
    }

    [Fact]
    public void Nothing_is_due_while_the_office_is_closed()
    {
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-09 17:00 +01:00"), Grade.Medium, ModelFile.Model);

        Assert.Empty(ticket.Fire(Moment.At("2026-01-12 08:59 +01:00")).Last.Events);
        Assert.Equal(Moment.At("2026-01-12 11:00 +01:00"), Deadlines.Next(ticket.Ticket, ticket.Model)!.DueAt);
    }

    [Fact]
    public void A_calendar_that_the_model_does_not_have_any_more_counts_around_the_clock()
    {
        ATicket ticket = ATicket.Opened(Moment.At("2026-01-09 18:00 +01:00"), Grade.Medium, ModelFile.Model);

        ticket.Under(AModel.Small with { Calendars = new Dictionary<string, CalendarDefinition>() }).LiveUntil(Moment.At("2026-01-09 22:00 +01:00"));

        Assert.Equal(Moment.At("2026-01-09 22:00 +01:00"), Assert.Single(ticket.All<SlaBreached>()).DueAt);
    }
}
