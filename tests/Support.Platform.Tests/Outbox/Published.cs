using Support.Domain.Tickets;
using Support.Platform.Outbox;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Outbox;

/// <summary>What must be true of a published change.</summary>
internal static class Published
{
    /// <summary>The change brings the ticket and exactly its events after a version.</summary>
    public static void Same(Ticket ticket, int after, IReadOnlyList<TicketEvent> history, TicketChange change)
    {
        Assert.Equal((ticket.Id, ticket.Version), (change.TicketId, change.Version));
        Assert.Equal(Some.Json(ticket), Some.Json(change.Ticket));
        Assert.Equal(Some.Json(history.Where(happened => happened.Version > after)), Some.Json(change.Events));
    }
}
