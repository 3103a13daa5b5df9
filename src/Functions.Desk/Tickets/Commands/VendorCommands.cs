using Support.Domain.Vendors;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Asking the vendor behind the last tier, and keeping what they say.</summary>
internal static class VendorCommands
{
    private const int ReferenceLengthMax = 120;

    private static readonly BodyField<string?> Question =
        BodyFields.Text("text", CommandFields.TextLengthMax, "What the vendor is asked; left out to send the conversation alone.", multiline: true);

    private static readonly BodyField<bool?> Conversation = BodyFields.Flag(
        "conversation", "Whether the public messages go with the text; they do when there is none. Notes never leave.");

    private static readonly BodyField<string?> Reference =
        BodyFields.Text("reference", ReferenceLengthMax, "The vendor's reference for the ticket.");

    private static readonly BodyField<string?> Answer =
        BodyFields.Text("text", CommandFields.TextLengthMax, "What the vendor said.", multiline: true);

    private static readonly BodyField<bool?> Resolved = BodyFields.Flag("resolved", "Whether the vendor says that it is done.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new(
            "vendor/hand-off",
            "Send the ticket to the vendor, and wait for the answer.",
            [Question, CommandFields.NeededReason, Conversation],
            (body, _) => new HandOffToVendor(Question.In(body), CommandFields.NeededReason.In(body), Conversation.In(body))),
        new(
            "vendor/answer",
            "Keep what the vendor said by another way. A reference alone is a receipt, and the ticket goes on waiting.",
            [Reference, Answer, Resolved],
            (body, _) => RecordAnswer(body)),
    ];

    private static RecordVendorAnswer RecordAnswer(FieldReader body)
    {
        string? reference = Reference.In(body);
        string? text = Answer.In(body);
        bool resolved = Resolved.In(body) ?? false;
        if (reference is null && text is null && !resolved && body.Errors.Count == 0)
        {
            body.Reject(Answer.Name, "Name a text, a reference, or that it is resolved.");
        }

        return new RecordVendorAnswer(resolved ? VendorWord.Resolved : null, reference, text);
    }
}
