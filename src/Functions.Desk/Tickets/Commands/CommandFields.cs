using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Members that several commands have.</summary>
internal static class CommandFields
{
    public const int TextLengthMax = 256 * 1024;
    public const int ReasonLengthMax = 1000;
    public const int IdLengthMax = 40;

    public static readonly BodyField<string?> Reason = BodyFields.Text("reason", ReasonLengthMax, "Why; the history shows it.");

    public static readonly BodyField<string> NeededReason =
        BodyFields.NeededText("reason", ReasonLengthMax, "Why; the history shows it.");
}
