namespace Support.Mail.Mime;

/// <summary>How the bytes of a part are written (RFC 2045, 6).</summary>
internal enum TransferEncoding
{
    Identity,
    Base64,
    QuotedPrintable,
    Uuencode,
    Unknown,
}

/// <summary>Reads what a part's transfer encoding says.</summary>
internal static class TransferEncodings
{
    private const string AddedBehind = "Behind a part in base64 stands plain text, which somebody added on the way; it is no part of the file.";

    /// <summary>The encoding of that name; none for no name.</summary>
    public static TransferEncoding Of(string? name) => Plain(name) switch
    {
        "" or "7bit" or "8bit" or "binary" or "7bits" or "8bits" or "none" or "identity" or "utf8" or "usascii" => TransferEncoding.Identity,
        "base64" or "xbase64" or "b" => TransferEncoding.Base64,
        "quotedprintable" or "qp" or "q" => TransferEncoding.QuotedPrintable,
        "uuencode" or "xuuencode" or "uue" or "xuue" => TransferEncoding.Uuencode,
        _ => TransferEncoding.Unknown,
    };

    /// <summary>The bytes of a part. What is not encoded is not copied.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, TransferEncoding encoding, Remarks remarks)
    {
        bool isDamaged = false;
        switch (encoding)
        {
            case TransferEncoding.Base64:
                int end = Base64Text.End(body.Span);
                if (end < body.Length)
                {
                    remarks.Add(AddedBehind);
                }

                body = Base64Text.Decode(body.Span[..end], out isDamaged);
                break;
            case TransferEncoding.QuotedPrintable:
                body = QuotedPrintable.Decode(body.Span, out isDamaged);
                break;
            case TransferEncoding.Uuencode:
                body = UuText.Decode(body.Span);
                break;
            case TransferEncoding.Unknown:
                remarks.Add("A part has a transfer encoding that is not known; it is kept as it came.");
                break;
        }

        if (isDamaged)
        {
            remarks.Add($"A part in {(encoding == TransferEncoding.Base64 ? "base64" : "quoted-printable")} is damaged; what could be read of it was kept.");
        }

        return body;
    }

    /// <summary>The bytes of a text. What a list or a scanner added behind base64, in plain, is kept behind it.</summary>
    public static ReadOnlyMemory<byte> DecodeText(ReadOnlyMemory<byte> body, TransferEncoding encoding, Remarks remarks)
    {
        ReadOnlyMemory<byte> text = Decode(body, encoding, remarks);
        int end = encoding == TransferEncoding.Base64 ? Base64Text.End(body.Span) : body.Length;
        return end == body.Length ? text : (byte[])[.. text.Span, .. "\n\n"u8, .. body.Span[end..]];
    }

    private static string Plain(string? name)
    {
        ReadOnlySpan<char> text = name.AsSpan().Trim(" \t\"'");
        int end = text.IndexOfAny(";, (");
        text = end < 0 || text is "7 bit" or "8 bit" ? text : text[..end];
        return text.Length > 40
            ? "long"
            : text.ToString().Replace("-", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
    }
}
