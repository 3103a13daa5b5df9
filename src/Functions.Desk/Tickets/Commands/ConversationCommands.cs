using Support.Domain.Tickets;
using Support.Platform.Http;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>What agents write.</summary>
internal static class ConversationCommands
{
    private static readonly BodyField<string> PublicText =
        BodyFields.NeededText("text", CommandFields.TextLengthMax, "What the requester reads.", multiline: true);

    private static readonly BodyField<string> NoteText =
        BodyFields.NeededText("text", CommandFields.TextLengthMax, "What only agents read.", multiline: true);

    private static readonly BodyField<bool?> TellChildren =
        BodyFields.Flag("tellChildren", "Whether the requesters of the ticket's children are told the same.");

    public static IReadOnlyList<DeskCommand> All { get; } =
    [
        new("reply", "Answer the requester.", [PublicText, TellChildren], (body, _) => Reply(body)),
        new("note", "Note something that the requester never sees.", [NoteText], (body, _) => new AddNote(NoteText.In(body))),
    ];

    private static ReplyToRequester Reply(FieldReader body) =>
        new(PublicText.In(body)) { TellChildren = TellChildren.In(body) ?? false };
}
