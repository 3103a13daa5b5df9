namespace Support.Platform.Http;

public static partial class Problems
{
    /// <summary>No such chat, or one of somebody else, or one that has expired: the answer does not tell which.</summary>
    public static Problem NotYourChat() => new()
    {
        Type = "/problems/not-your-chat",
        Title = "There is no such chat for you.",
        Status = 401,
        Detail = "Begin a chat, and send its token as Authorization: Bearer.",
    };

    /// <summary>The page may not hold the chat.</summary>
    public static Problem OriginNotAllowed() => new()
    {
        Type = "/problems/origin-not-allowed",
        Title = "Pages of this origin may not chat here.",
        Status = 403,
        Detail = "The support model names the origins that may: intake.chat.origins.",
    };

    /// <summary>A chat has had as many messages as one takes.</summary>
    public static Problem ChatIsFull(int messagesMax) => new()
    {
        Type = "/problems/chat-is-full",
        Title = "The chat is full.",
        Status = 409,
        Detail = $"A chat takes {messagesMax} messages; begin another one.",
    };
}
