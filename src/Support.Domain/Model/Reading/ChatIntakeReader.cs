namespace Support.Domain.Model.Reading;

/// <summary>Reads how the chat takes tickets in.</summary>
internal static class ChatIntakeReader
{
    private const int OriginsMax = 100;
    private const int OriginLengthMax = 200;

    public static ChatIntake Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.ChatIntake);
        var chat = new ChatIntake
        {
            Origins = members["origins"]?.Set(Origin) ?? [],
            Application = members["application"]?.Reference(Named.Application),
        };
        chat = chat with
        {
            IdleAfter = members["idleAfter"]?.Duration() ?? chat.IdleAfter,
            AwayAfter = members["awayAfter"]?.Duration() ?? chat.AwayAfter,
            SessionLasts = members["sessionLasts"]?.Duration() ?? chat.SessionLasts,
        };
        if (chat.Origins.Count > OriginsMax)
        {
            members["origins"]!.Mistake($"Expected at most {OriginsMax} origins, found {chat.Origins.Count}.");
        }

        if (chat.AwayAfter < ChatIntake.AwayAfterMin)
        {
            members["awayAfter"]!.Mistake("Expected at least PT3M: whether an answer was seen is known only when the visitor asks for the next.");
        }

        return chat;
    }

    // An origin is a scheme and a host with its port; whoever writes a path expects that it counts, and it does not.
    private static string? Origin(ModelNode node)
    {
        string? text = node.RawText("a web origin");
        if (text is null)
        {
            return null;
        }

        if (text.Length <= OriginLengthMax
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? origin)
            && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
            && origin.GetLeftPart(UriPartial.Authority) == text)
        {
            return text;
        }

        node.Mistake($"Expected a web origin such as https://shop.example.com, without a path, found {node.Found()}.");
        return null;
    }
}
