using Support.Domain.Model;

namespace Support.Domain.Tickets;

/// <summary>
/// Bring the ticket up to the model in force. Every other command does so too before anything else; this one is for the
/// tickets that nobody touches. Harmless when the ticket follows that model already.
/// </summary>
public sealed record ApplyModel : TicketCommand;

/// <summary>The model in force is another one than the ticket follows.</summary>
/// <param name="Before">The model that the ticket follows; null when it is not known any more, and what was used is counted
/// by the model in force.</param>
/// <param name="Since">Since when the model is in force. What was used until then is history.</param>
public sealed record ModelChange(SupportModel? Before, DateTimeOffset Since);
