using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>
/// A command of the agents' API: what it is called, what its body holds, and how it is read. The API document is made from
/// this, so a command cannot be registered without being described.
/// </summary>
/// <param name="Name">The last part of its address: <c>reply</c>, or <c>swarm/join</c> with its family.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Fields">Every member that its body may have.</param>
/// <param name="Read">Makes the command of a body and the id of the agent who sends it. Reads every field, and no other.</param>
internal sealed record DeskCommand(
    string Name, string Summary, IReadOnlyList<BodyField> Fields, Func<FieldReader, string, TicketCommand> Read);
