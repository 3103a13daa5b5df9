using Support.Mail.Parts;

namespace Support.Mail.Machines;

/// <summary>What the rules look at to tell whether a machine wrote a mail.</summary>
internal sealed record MachineSigns
{
    public required MailHeaders Headers { get; init; }

    public required string Subject { get; init; }

    public required Mailbox? From { get; init; }

    public IReadOnlyList<Mailbox> ReplyTo { get; init; } = [];

    public string? MessageId { get; init; }

    public MailEnvelope Envelope { get; init; } = new();

    public MailIdentity Own { get; init; } = MailIdentity.Nobody;

    /// <summary>What the mail reports of another; null when it is no report.</summary>
    public Bounce? Report { get; init; }

    /// <summary>Whether the mail came by the null path: <c>&lt;&gt;</c>, which only machines use (RFC 5321, 4.5.5).</summary>
    public bool ByNullPath =>
        Envelope.From is { } path ? path.Trim('<', '>', ' ').Length == 0 : Headers.First("Return-Path") is "<>";

    /// <summary>The first field of that name with words in which every comment and parameter is left out, in lower case.</summary>
    public string? Keyword(string name)
    {
        string? value = Headers.First(name);
        if (value is null)
        {
            return null;
        }

        int end = value.AsSpan().IndexOfAny(';', '(', ' ');
        return (end < 0 ? value : value[..end]).Trim().ToLowerInvariant();
    }
}
