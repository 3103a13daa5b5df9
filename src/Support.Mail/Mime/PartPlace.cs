namespace Support.Mail.Mime;

/// <summary>Where a part stands, which decides whether it is text or a file.</summary>
internal enum PartPlace
{
    /// <summary>It is the mail itself.</summary>
    Root,

    /// <summary>One of several, in order.</summary>
    Mixed,

    /// <summary>One form of what is there in several.</summary>
    Alternative,

    /// <summary>The text that others of its multipart belong to.</summary>
    RelatedRoot,

    /// <summary>What a text shows within it.</summary>
    Related,

    /// <summary>In a report on a mail.</summary>
    Report,
}
