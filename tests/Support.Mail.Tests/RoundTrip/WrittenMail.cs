namespace Support.Mail.Tests.RoundTrip;

/// <summary>A mail to write, and to read again.</summary>
internal sealed record WrittenMail
{
    public required string Subject { get; init; }

    public required Mailbox From { get; init; }

    public required IReadOnlyList<Mailbox> To { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Lines parted by <c>\n</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Null for a mail without HTML.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<WrittenFile> Files { get; init; } = [];

    /// <summary>By which of the ways that a standard leaves open it is written.</summary>
    public required int Style { get; init; }

    public override string ToString() =>
        $"{Style}: {Subject} from {From} to {string.Join(", ", To)} at {Date:O}: {Text} | {Html} | {string.Join(", ", Files.Select(file => $"{file.Name} {file.Content.Length}"))}";
}

/// <summary>A file of it.</summary>
internal sealed record WrittenFile(string Name, string ContentType, byte[] Content);
