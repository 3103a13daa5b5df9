namespace Support.Mail.Mime;

/// <summary>How much of a mail is read. What is left out is said in the remarks of what was read.</summary>
public sealed record MimeLimits
{
    /// <summary>The usual limits.</summary>
    public static MimeLimits Usual { get; } = new();

    /// <summary>How deep parts may lie within parts; a multipart that lies deeper is kept as a file.</summary>
    public int DepthMax { get; init; } = 30;

    /// <summary>How many parts a mail may have, its multiparts counted; what follows is left out.</summary>
    public int PartsMax { get; init; } = 1_000;

    /// <summary>How many header fields a mail or a part may have; what follows is left out.</summary>
    public int FieldsMax { get; init; } = 1_000;

    /// <summary>How long one header field may be, in bytes; the rest of it is left out.</summary>
    public int FieldBytesMax { get; init; } = 128 * 1024;

    /// <summary>How long the header of a mail or a part may be, in bytes; the fields that follow are left out.</summary>
    public int HeaderBytesMax { get; init; } = 1024 * 1024;

    /// <summary>
    /// How much text is read to be shown, in bytes, of all text parts together. A longer text is cut there, and the whole of it
    /// is kept as a file.
    /// </summary>
    public int TextBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many lines of text are read to be shown, of each text part; a text of more is cut and kept as a longer one is.</summary>
    public int TextLinesMax { get; init; } = 50_000;
}
