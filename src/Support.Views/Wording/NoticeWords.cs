namespace Support.Views.Wording;

/// <summary>How loud a notice is; it decides the colour.</summary>
public enum Tone
{
    /// <summary>For information.</summary>
    Accent,

    /// <summary>Good news.</summary>
    Good,

    /// <summary>Soon too late.</summary>
    Warning,

    /// <summary>Too late, or needed now.</summary>
    Attention,
}

/// <summary>A labelled fact.</summary>
/// <param name="Label">One or two words.</param>
/// <param name="Value">One line.</param>
/// <param name="UserText">Whether somebody outside wrote the value, so that nothing in it may be taken for formatting.</param>
public sealed record Fact(string Label, string Value, bool UserText = false);

/// <summary>What somebody wrote.</summary>
/// <param name="Intro">Who wrote, <c>Rosa Diaz wrote:</c>.</param>
/// <param name="Text">Clean plain text, lines parted by line feeds.</param>
/// <param name="FromDesk">Whether it is the desk's own answer, which is the mail itself rather than a quotation in it.</param>
public sealed record Quotation(string Intro, string Text, bool FromDesk);

/// <summary>
/// What one notice says to one recipient, before it becomes HTML, plain text or a card. All text in it is clean (no control
/// characters, nothing endless) and none of it is encoded.
/// </summary>
public sealed record NoticeWords
{
    /// <summary>The subject of the mail, tag first.</summary>
    public required string MailSubject { get; init; }

    /// <summary>The colour.</summary>
    public required Tone Tone { get; init; }

    /// <summary>What happened, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What an inbox shows beside the subject.</summary>
    public required string Preheader { get; init; }

    /// <summary>The ticket's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The ticket's subject.</summary>
    public required string TicketSubject { get; init; }

    /// <summary>Whose desk it is.</summary>
    public required string Organisation { get; init; }

    /// <summary>A salutation; null for agents, who read many of these.</summary>
    public string? Greeting { get; init; }

    /// <summary>Paragraphs that say what happened and what comes next.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>The share of a target that is used up, to be drawn as a bar; null for none.</summary>
    public decimal? Used { get; init; }

    /// <summary>What somebody wrote; null for nothing.</summary>
    public Quotation? Quotation { get; init; }

    /// <summary>The facts of the ticket that the recipient may know.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Paragraphs that say what the recipient can do.</summary>
    public IReadOnlyList<string> Closing { get; init; } = [];

    /// <summary>What the link is called.</summary>
    public required string ActionLabel { get; init; }

    /// <summary>Where the recipient sees the ticket.</summary>
    public required Uri Link { get; init; }

    /// <summary>Why the recipient gets this.</summary>
    public required string Why { get; init; }
}
