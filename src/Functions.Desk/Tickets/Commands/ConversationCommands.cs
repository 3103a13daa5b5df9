using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>What agents write.</summary>
internal static class ConversationCommands
{
    private static readonly BodyField<string?> PublicText = BodyFields.Text(
        "text", CommandFields.TextLengthMax, "What the requester reads; may be left out with a canned answer, which it follows.", multiline: true);

    private static readonly BodyField<string?> Canned =
        BodyFields.Text("canned", CommandFields.IdLengthMax, "Id of a canned answer of the model.");

    private static readonly BodyField<bool?> TellChildren =
        BodyFields.Flag("tellChildren", "Whether the requesters of the ticket's children are told the same.");

    private static readonly BodyField<string> NoteText = BodyFields.NeededText(
        "text", CommandFields.TextLengthMax, "What only agents read; @id calls an agent to look.", multiline: true);

    private static readonly BodyField<IReadOnlyList<string>> Mention =
        BodyFields.Texts("mention", Mentions.MentionsMax, CommandFields.IdLengthMax, "Agents to call to look, beside those whom the text calls.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new("reply", "Answer the requester.", [PublicText, Canned, TellChildren], (body, _) => Reply(body)),
        new(
            "note",
            "Note something that the requester never sees.",
            [NoteText, Mention],
            (body, _) => new AddNote(NoteText.In(body)) { Mention = Mention.In(body) }),
    ];

    private static ReplyToRequester Reply(FieldReader body)
    {
        string? text = PublicText.In(body);
        string? canned = Canned.In(body);
        if (text is null && canned is null && body.Errors.Count == 0)
        {
            body.Reject(PublicText.Name, "Write a text, name a canned answer, or both.");
        }

        return new ReplyToRequester(text ?? string.Empty) { Canned = canned, TellChildren = TellChildren.In(body) ?? false };
    }
}
