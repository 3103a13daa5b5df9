namespace Support.Domain.Model.Reading;

/// <summary>Reads how a sender proves itself.</summary>
internal static class WebhookProofReader
{
    public const int HeaderLengthMax = 100;
    public const int PieceLengthMax = 40;
    private static readonly TimeSpan ToleranceMax = TimeSpan.FromHours(1);

    public static WebhookProof Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, WebhookShapes.WebhookProof);
        var usual = new WebhookProof();
        var proof = new WebhookProof
        {
            Scheme = members["scheme"]?.Word<ProofScheme>() ?? usual.Scheme,
            Header = members["header"] is { } header ? Header(header) ?? usual.Header : usual.Header,
            Prefix = members["prefix"] is { } prefix ? Piece(prefix) ?? "" : members["header"] is null ? "Bearer " : "",
            Encoding = members["encoding"]?.Word<SignatureEncoding>() ?? usual.Encoding,
            TimestampHeader = members["timestampHeader"] is { } timestamp ? Header(timestamp) : null,
            Separator = members["separator"] is { } separator ? Piece(separator) ?? "." : usual.Separator,
            Tolerance = members["tolerance"]?.Duration() ?? usual.Tolerance,
            DeliveryHeader = members["deliveryHeader"] is { } delivery ? Header(delivery) : null,
        };
        if (proof.Scheme == ProofScheme.HmacSha256 && members["header"] is null)
        {
            node.Mistake("Expected 'header', as a signature stands in one.");
        }

        if (proof.Scheme != ProofScheme.HmacSha256 && members["timestampHeader"] is { } unsigned)
        {
            unsigned.Mistake("Expected no 'timestampHeader': a time that nobody signed proves nothing.");
        }

        if (proof.Tolerance > ToleranceMax)
        {
            members["tolerance"]!.Mistake("Expected at most PT1H.");
        }

        return proof;
    }

    private static string? Header(ModelNode node)
    {
        string? text = node.RawText("the name of a header");
        if (text is null || (text.Length is > 0 and <= HeaderLengthMax && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            return text;
        }

        node.Mistake($"Expected the name of a header such as X-Signature, found {node.Found()}.");
        return null;
    }

    private static string? Piece(ModelNode node)
    {
        string? text = node.RawText("a text");
        if (text is null || (text.Length <= PieceLengthMax && text.All(static letter => letter is >= ' ' and <= '~')))
        {
            return text;
        }

        node.Mistake($"Expected at most {PieceLengthMax} visible ASCII characters, found {node.Found()}.");
        return null;
    }
}
