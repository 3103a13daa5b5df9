using Support.Domain.Tickets;

namespace Support.Domain.Chat;

/// <summary>The visitor leaves the chat. The ticket stays as it is.</summary>
/// <param name="Transcript">Whether they want what was said by mail.</param>
public sealed record EndChat(bool Transcript) : TicketCommand;

/// <summary>A chat is over, until its visitor writes again.</summary>
/// <param name="Transcript">Whether the visitor is sent what was said.</param>
public sealed record ChatEnded(bool Transcript) : TicketEventData;
