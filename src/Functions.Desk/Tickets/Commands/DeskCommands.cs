using System.Collections.Frozen;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Every command of the agents' API. A family of commands is a file beside this one and a line in it.</summary>
internal static class DeskCommands
{
    /// <summary>All of them, family by family.</summary>
    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        .. AssignmentCommands.All,
        .. ContentCommands.All,
        .. ConversationCommands.All,
        .. EscalationCommands.All,
        .. LifecycleCommands.All,
        .. PhoneCommands.All,
        .. RelationCommands.All,
        .. TriageCommands.All,
        .. SwarmCommands.All,
        .. VendorCommands.All,
    ];

    private static readonly FrozenDictionary<string, DeskCommand> ByName =
        All.ToFrozenDictionary(command => command.Name, StringComparer.Ordinal);

    /// <summary>The command of that name; null when there is none.</summary>
    public static DeskCommand? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Reads a body. Use the command only when the body has no errors.</summary>
    public static TicketCommand Parse(this DeskCommand command, FieldReader body, string agent)
    {
        TicketCommand read = command.Read(body, agent);
        body.RejectUnknown();
        return read;
    }
}
