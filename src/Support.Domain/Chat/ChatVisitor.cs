namespace Support.Domain.Chat;

/// <summary>What can be said of a visitor who says little.</summary>
public static class ChatVisitor
{
    private const int SubjectLengthMax = 100;

    /// <summary>
    /// The address under which a visitor without one is a requester, at a domain that RFC 2606 keeps free of mail: their
    /// answers wait in the chat, and no mail is ever sent there.
    /// </summary>
    /// <param name="session">Id of the chat.</param>
    public static string Address(string session) => $"visitor-{session}@chat.invalid";

    /// <summary>A subject from the first words: their first line, cut at a word where it is long.</summary>
    public static string Subject(string text)
    {
        string line = text.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.Length > 0) ?? "Chat";
        if (line.Length <= SubjectLengthMax)
        {
            return line;
        }

        int end = line.LastIndexOf(' ', SubjectLengthMax - 1);
        end = end < SubjectLengthMax / 2 ? SubjectLengthMax - 1 : end;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }
}
