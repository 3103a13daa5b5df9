using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Where the ticket stands.</summary>
internal static class LifecycleCommands
{
    private static readonly BodyField<string?> LastText =
        BodyFields.Text("text", CommandFields.TextLengthMax, "A last public message.", multiline: true);

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "pending",
            "Wait for the requester.",
            [CommandFields.Reason],
            (body, _) => new SetPending(CommandFields.Reason.In(body))),
        new("resume", "Stop waiting.", [CommandFields.Reason], (body, _) => new ResumeTicket(CommandFields.Reason.In(body))),
        new(
            "resolve",
            "Say that the ticket is answered.",
            [LastText, CommandFields.Reason],
            (body, _) => new ResolveTicket(LastText.In(body), CommandFields.Reason.In(body))),
        new(
            "reopen",
            "Say that a resolved ticket was not answered after all.",
            [CommandFields.NeededReason],
            (body, _) => new ReopenTicket(CommandFields.NeededReason.In(body))),
        new(
            "close",
            "Close a resolved ticket for good.",
            [CommandFields.Reason],
            (body, _) => new CloseTicket(CommandFields.Reason.In(body))),
    ];
}
