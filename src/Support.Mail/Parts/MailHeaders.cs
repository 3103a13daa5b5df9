using System.Collections;

namespace Support.Mail.Parts;

/// <summary>The header fields of a mail, in the order in which they stand: what a server adds stands above what it got.</summary>
public sealed class MailHeaders(IReadOnlyList<MailHeader> headers) : IReadOnlyList<MailHeader>
{
    /// <summary>No fields.</summary>
    public static MailHeaders None { get; } = new([]);

    /// <summary>How many.</summary>
    public int Count => headers.Count;

    /// <summary>The field of that index.</summary>
    public MailHeader this[int index] => headers[index];

    /// <summary>The value of the first field of that name, trimmed; null when there is none.</summary>
    public string? First(string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();

    /// <summary>The values of all fields of that name, in order.</summary>
    public IEnumerable<string> All(string name) =>
        headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Whether there is a field of that name.</summary>
    public bool Has(string name) => First(name) is not null;

    /// <inheritdoc />
    public IEnumerator<MailHeader> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
