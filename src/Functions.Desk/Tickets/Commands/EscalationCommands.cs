using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Calling for more help, answering the call, and handing down what needs less.</summary>
internal static class EscalationCommands
{
    private static readonly BodyField<EscalationTarget?> To =
        BodyFields.Word<EscalationTarget>("to", "The tier, or vendor for the vendor behind the last tier; left out for the next tier.");

    private static readonly BodyField<string?> VendorText =
        BodyFields.Text("text", CommandFields.TextLengthMax, "What the vendor is asked; only with to: vendor.", multiline: true);

    private static readonly BodyField<Tier?> Down = BodyFields.Word<Tier>("to", "The tier; left out for the next one below.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "escalate",
            "Hand the ticket to a higher tier, or to the vendor; a swarm calls people of that tier instead.",
            [CommandFields.NeededReason, To, VendorText],
            (body, _) => Escalate(body)),
        new(
            "de-escalate",
            "Hand the ticket to a lower tier.",
            [CommandFields.NeededReason, Down],
            (body, _) => new DeEscalateTicket(CommandFields.NeededReason.In(body), Down.In(body))),
        new(
            "major-incident",
            "Declare a major incident: the incident manager and the executives are told.",
            [CommandFields.NeededReason],
            (body, _) => new DeclareMajorIncident(CommandFields.NeededReason.In(body))),
        new("acknowledge", "Say that a page was seen, so that nobody else is paged.", [], (_, _) => new AcknowledgePage()),
    ];

    private static TicketCommand Escalate(FieldReader body)
    {
        string reason = CommandFields.NeededReason.In(body);
        EscalationTarget? to = To.In(body);
        string? text = VendorText.In(body);
        if (to == EscalationTarget.Vendor)
        {
            return new HandOffToVendor(text, reason);
        }

        if (text is not null)
        {
            body.Reject(VendorText.Name, "Only the vendor is sent a text; a note tells colleagues more.");
        }

        return new EscalateTicket(reason, (Tier?)to);
    }
}
