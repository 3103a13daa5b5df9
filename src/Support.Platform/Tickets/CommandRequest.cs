using Support.Domain.Access;
using Support.Domain.Tickets;

namespace Support.Platform.Tickets;

/// <summary>Who commands, by which way, and under which guards.</summary>
public sealed record CommandRequest
{
    /// <summary>Who.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The way in.</summary>
    public required IntakeChannel Channel { get; init; }

    /// <summary>Whoever repeats this key, with the same body, gets the first answer again; null for no such guard.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>The version that the sender saw; null when they do not mind what happened since.</summary>
    public int? IfVersion { get; init; }

    /// <summary>The tickets that the sender may know of; any other is not found.</summary>
    public TicketScope Scope { get; init; } = TicketScope.Everything;
}

/// <summary>A key that makes a request safe to repeat.</summary>
/// <param name="Scope">Whose key it is: keys of different callers never meet.</param>
/// <param name="Value">The key.</param>
/// <param name="BodyHash">Hash of the body, to tell a repetition from a reuse.</param>
public sealed record IdempotencyKey(string Scope, string Value, string BodyHash);

/// <summary>What came of a command: a closed set.</summary>
public abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Ticket">The ticket right afterwards.</param>
    /// <param name="Replayed">Whether it had been done before, under the same key.</param>
    public sealed record Done(Ticket Ticket, bool Replayed) : CommandResult;

    /// <summary>The rules forbid it.</summary>
    /// <param name="Ticket">The ticket; null when there is none.</param>
    /// <param name="Reason">Why, for a person to read.</param>
    public sealed record Refused(Ticket? Ticket, string Reason) : CommandResult;

    /// <summary>There is no such ticket.</summary>
    public sealed record NotFound : CommandResult;

    /// <summary>The ticket has changed since the sender looked.</summary>
    /// <param name="Ticket">The ticket now.</param>
    public sealed record Stale(Ticket Ticket) : CommandResult;

    /// <summary>The key was used before, with another body.</summary>
    public sealed record KeyReused : CommandResult;
}
