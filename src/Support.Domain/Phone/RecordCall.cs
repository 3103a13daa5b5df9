using Support.Domain.Tickets;

namespace Support.Domain.Phone;

/// <summary>An agent writes down a call about a ticket that is there.</summary>
/// <param name="Call">The call.</param>
/// <param name="Text">What was said.</param>
/// <param name="Public">Whether the requester sees the text.</param>
public sealed record RecordCall(PhoneCall Call, string Text, bool Public) : TicketCommand;
