using System.Text.Json.Nodes;
using Support.Functions.Intake.Chat;

namespace Support.RepositoryTests.Api;

/// <summary>What a page with a chat asks.</summary>
internal static class ChatOperations
{
    /// <summary>The security scheme of a chat's visitor.</summary>
    public const string Visitor = "chatToken";

    private const string Tag = "Chat";

    private static readonly int[] OfVisitor = [400, 401, 403, 429, 503];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperation> All(ApiSchemas schemas) =>
    [
        new("post", "chat/sessions", "openChat", "Begins a chat. No ticket is opened before something is written.")
        {
            Tag = Tag, Body = ChatOpening.Fields, Status = 201, Answer = schemas.Of<ChatOpened>(), Problems = [400, 401, 403, 413, 415, 422, 429, 503],
        },
        new("post", "chat/sessions/{session}/messages", "writeInChat", "Takes what the visitor writes; the first message opens a ticket.")
        {
            Tag = Tag, Security = Visitor, Body = WriteInChatFunction.Fields, Status = 201, Answer = schemas.Of<ChatTaken>(), Problems = [400, 401, 403, 409, 413, 415, 422, 429, 503],
        },
        new("get", "chat/sessions/{session}/messages", "readChat", "Shows what was said after a place in the chat, and may wait for it.")
        {
            Tag = Tag,
            Security = Visitor,
            Query =
            [
                new("after", "The place that the answer before gave as next.", Whole(null)),
                new("wait", "For how many seconds to wait when there is nothing new.", Whole(ReadChatFunction.WaitSecondsMax)),
            ],
            Answer = schemas.Of<ChatNews>(),
            Problems = OfVisitor,
        },
        new("post", "chat/sessions/{session}/stream", "openChatStream", "Gives a ticket that opens the stream of messages for a moment.")
        {
            Tag = Tag, Security = Visitor, Answer = schemas.Of<ChatStreamTicket>(), Problems = OfVisitor,
        },
        new("get", "chat/sessions/{session}/events", "chatEvents", "Streams messages as server-sent events (text/event-stream); Last-Event-ID goes on where a stream ended.")
        {
            Tag = Tag,
            Security = Visitor,
            Query =
            [
                new(ChatDoor.StreamTicketParameter, "The stream's ticket, instead of the token in the header.", new JsonObject { ["type"] = "string" }),
                new("after", "The id of the last message that was seen.", Whole(null)),
            ],
            Answer = new JsonObject { ["type"] = "string" },
            Problems = OfVisitor,
        },
        new("post", "chat/sessions/{session}/end", "endChat", "Leaves the chat; the ticket goes on.")
        {
            Tag = Tag, Security = Visitor, Body = EndChatFunction.Fields, Answer = schemas.Of<ChatEnd>(), Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        new("get", "chat/widget.js", "chatWidget", "Gives the script that puts a chat on a page.") { Tag = Tag, Answer = new JsonObject { ["type"] = "string" } },
    ];

    private static JsonObject Whole(int? most) => most is { } maximum
        ? new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = maximum }
        : new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
}
