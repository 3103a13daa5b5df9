using Support.Domain.Tickets;

namespace Support.Domain.Vendors;

/// <summary>Send the ticket to the vendor behind the last tier, and wait for the answer.</summary>
/// <param name="Text">What the vendor is asked; null to send the conversation alone.</param>
/// <param name="Reason">Why; needed, and for us alone.</param>
/// <param name="Conversation">Whether the public messages go with it; null for only when there is no text.</param>
public sealed record HandOffToVendor(string? Text, string Reason, bool? Conversation = null) : TicketCommand;

/// <summary>Keep what the vendor said: from the vendor, or from an agent who heard it.</summary>
/// <param name="Word">What they say; null to take it from the rest: a text is an answer, a reference alone a receipt.</param>
/// <param name="Reference">Their reference; null when they named none.</param>
/// <param name="Text">What they wrote; null for nothing.</param>
public sealed record RecordVendorAnswer(VendorWord? Word, string? Reference, string? Text) : TicketCommand
{
    /// <summary>What comes with the text.</summary>
    public Enclosures Enclosures { get; init; } = Enclosures.None;
}
