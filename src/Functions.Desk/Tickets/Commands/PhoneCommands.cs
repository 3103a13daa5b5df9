using Support.Domain.Phone;
using Support.Functions.Desk.Tickets.Phone;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Calls about a ticket that is there.</summary>
internal static class PhoneCommands
{
    private static readonly BodyField<string> Text = BodyFields.NeededText(
        "text", CommandFields.TextLengthMax, "What was said.", multiline: true);

    private static readonly BodyField<bool?> Public =
        BodyFields.Flag("public", "Whether the requester sees the text, and is sent it; left out, only agents read it.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "conversation/call",
            "Write down a call with the requester; one in which you spoke answers what they wait for.",
            [Text, .. CallFields.All, Public],
            (body, _) => new RecordCall(CallFields.Read(body), Text.In(body), Public.In(body) ?? false)),
    ];
}
