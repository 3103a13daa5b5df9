using Support.Domain.Model;
using Support.Domain.Relations;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Builders;

/// <summary>Other tickets of the same desk, which a command to one ticket may look at.</summary>
internal static class Others
{
    /// <summary>Rita's other ticket.</summary>
    public static TicketId One { get; } = TicketId.FromEntropy([1, 1, 1, 1, 1]);

    /// <summary>Rob's ticket, who is of no organisation that the model knows.</summary>
    public static TicketId Two { get; } = TicketId.FromEntropy([2, 2, 2, 2, 2]);

    /// <summary>A ticket of Rita's that is closed.</summary>
    public static TicketId Over { get; } = TicketId.FromEntropy([3, 3, 3, 3, 3]);

    /// <summary>A ticket of Rita's that was merged into <see cref="One"/>.</summary>
    public static TicketId Merged { get; } = TicketId.FromEntropy([4, 4, 4, 4, 4]);

    /// <summary>A ticket of Rita's that was merged into the ticket that the tests are about.</summary>
    public static TicketId MergedIntoThis { get; } = TicketId.FromEntropy([5, 5, 5, 5, 5]);

    /// <summary>No ticket has this reference.</summary>
    public static TicketId Nobodys { get; } = TicketId.FromEntropy([9, 9, 9, 9, 9]);

    public static IReadOnlyDictionary<TicketId, Ticket?> All { get; } = new Dictionary<TicketId, Ticket?>
    {
        [One] = A(One, "rita@customer.test"),
        [Two] = A(Two, "rob@elsewhere.test"),
        [Over] = A(Over, "rita@customer.test") with { Status = TicketStatus.Closed },
        [Merged] = A(Merged, "rita@customer.test") with { Status = TicketStatus.Merged, Merged = new Merger(One, TicketStatus.Open) },
        [MergedIntoThis] = A(MergedIntoThis, "rita@customer.test") with
        {
            Status = TicketStatus.Merged, Merged = new Merger(ATicket.AnId, TicketStatus.Open),
        },
        [Nobodys] = null,
    };

    public static Ticket A(TicketId id, string requester) => new()
    {
        Id = id,
        Version = 9,
        Subject = "Another matter",
        Requester = new Requester(requester),
        Application = AModel.Shop,
        Kind = TicketKind.Incident,
        Impact = Grade.Medium,
        Urgency = Grade.Medium,
        Priority = Priority.Medium,
        Status = TicketStatus.Open,
        Tier = Tier.L1,
        TierSince = Moment.At("2026-01-01 10:00"),
        Team = "desk",
        Channel = IntakeChannel.Api,
        OpenedAt = Moment.At("2026-01-01 10:00"),
        UpdatedAt = Moment.At("2026-01-01 11:00"),
    };
}
