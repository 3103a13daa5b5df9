using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Calling for more help, and answering the call.</summary>
internal static class EscalationCommands
{
    private static readonly BodyField<Tier?> To = BodyFields.Word<Tier>("to", "The tier; left out for the next one.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "escalate",
            "Hand the ticket to a higher tier.",
            [CommandFields.NeededReason, To],
            (body, _) => new EscalateTicket(CommandFields.NeededReason.In(body), To.In(body))),
        new(
            "major-incident",
            "Declare a major incident: the incident manager and the executives are told.",
            [CommandFields.NeededReason],
            (body, _) => new DeclareMajorIncident(CommandFields.NeededReason.In(body))),
        new("acknowledge", "Say that a page was seen, so that nobody else is paged.", [], (_, _) => new AcknowledgePage()),
    ];
}
