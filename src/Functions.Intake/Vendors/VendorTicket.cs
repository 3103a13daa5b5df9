using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Vendors;

namespace Support.Functions.Intake.Vendors;

/// <summary>A ticket as the vendor it was sent to may see it: what they were asked and what they wrote. No note, no conversation that was not sent.</summary>
public sealed record VendorTicket
{
    /// <summary>Our reference.</summary>
    public required TicketId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Application id.</summary>
    public required string Application { get; init; }

    /// <summary>How urgent.</summary>
    public required Priority Priority { get; init; }

    /// <summary><c>waiting</c> for the vendor, <c>answered</c>, or <c>over</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was sent last.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>What was asked; null when the conversation alone was sent.</summary>
    public string? Question { get; init; }

    /// <summary>The vendor's reference; null while they named none.</summary>
    public string? Reference { get; init; }

    /// <summary>What they said last; null when nothing.</summary>
    public VendorWord? Said { get; init; }

    /// <summary>What they wrote, the oldest first.</summary>
    public required IReadOnlyList<VendorMessage> Messages { get; init; }

    /// <summary>The view of a ticket that was sent to a vendor.</summary>
    public static VendorTicket Of(Ticket ticket, VendorState vendor, IReadOnlyList<TicketMessage> messages) => new()
    {
        Id = ticket.Id,
        Subject = ticket.Subject,
        Application = ticket.Application,
        Priority = ticket.Priority,
        Status = ticket.IsOver ? "over" : vendor.HasTicket ? "waiting" : "answered",
        SentAt = vendor.EngagedAt,
        Question = messages.FirstOrDefault(message => message.Number == vendor.Asked)?.Text,
        Reference = vendor.Reference,
        Said = vendor.Word,
        Messages = [.. messages.Where(message => vendor.Messages.Contains(message.Number)).Select(static message => new VendorMessage(message.At, message.Text))],
    };
}

/// <summary>Something that the vendor wrote.</summary>
/// <param name="At">When.</param>
/// <param name="Text">Plain text.</param>
public sealed record VendorMessage(DateTimeOffset At, string Text);
