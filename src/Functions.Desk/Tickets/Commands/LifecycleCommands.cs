using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Where the ticket stands.</summary>
internal static class LifecycleCommands
{
    private static readonly BodyField<string?> LastText =
        BodyFields.Text("text", CommandFields.TextLengthMax, "A last public message.", multiline: true);

    private static readonly BodyField<bool?> Cascade =
        BodyFields.Flag("cascade", "Whether open children and duplicates are resolved with it, and their requesters told the same.");

    private static readonly BodyField<bool?> Force =
        BodyFields.Flag("force", "Whether open children are left as they are; needs a reason.");

    private static readonly BodyField<DateTimeOffset?> Until =
        BodyFields.Instant("until", "When the ticket comes back by itself and whoever holds it is reminded; left out to wait until somebody says so.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "pending",
            "Wait for the requester.",
            [CommandFields.Reason, Until],
            (body, _) => new SetPending(CommandFields.Reason.In(body), Until.In(body))),
        new(
            "hold",
            "Wait for a third party.",
            [CommandFields.NeededReason, Until],
            (body, _) => new HoldTicket(CommandFields.NeededReason.In(body), Until.In(body))),
        new("resume", "Stop waiting.", [CommandFields.Reason], (body, _) => new ResumeTicket(CommandFields.Reason.In(body))),
        new(
            "resolve",
            "Say that the ticket is answered.",
            [LastText, CommandFields.Reason, Cascade, Force],
            (body, _) => new ResolveTicket(LastText.In(body), CommandFields.Reason.In(body))
            {
                Cascade = Cascade.In(body) ?? false,
                Force = Force.In(body) ?? false,
            }),
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
