using System.Text;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>The header of a mail, put together of what a provider says of it.</summary>
internal sealed class ProviderHeaders
{
    private const int NameLengthMax = 200;
    private const int MailboxesMax = 1_000;
    private static readonly int FieldsMax = MimeLimits.Usual.FieldsMax;
    private static readonly int ValueLengthMax = MimeLimits.Usual.FieldBytesMax;

    private readonly List<MailHeader> _fields = [];

    /// <summary>The fields.</summary>
    public MailHeaders ToHeaders() => new([.. _fields]);

    /// <summary>Adds a field below the others, if it can be one.</summary>
    public void Add(string? name, string? value)
    {
        if (_fields.Count < FieldsMax && name is { Length: > 0 and <= NameLengthMax } && value is not null
            && name.All(static letter => letter is > ' ' and <= '~' and not ':'))
        {
            string line = value.Length > ValueLengthMax ? value[..ValueLengthMax] : value;
            _fields.Add(new MailHeader(name, Unfolded(line)));
        }
    }

    /// <summary>Adds a field that is not there yet and has a value.</summary>
    public void AddMissing(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !_fields.Exists(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            Add(name, value);
        }
    }

    /// <summary>Mailboxes as a header field writes them, each name quoted; null for none.</summary>
    public static string? Mailboxes(IEnumerable<(string? Address, string? Name)> mailboxes)
    {
        var text = new StringBuilder();
        foreach ((string? address, string? name) in mailboxes.Where(static mailbox => !string.IsNullOrWhiteSpace(mailbox.Address)).Take(MailboxesMax))
        {
            text.Append(text.Length > 0 ? ", " : string.Empty);
            if (!string.IsNullOrWhiteSpace(name))
            {
                text.Append('"').Append(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\" ");
            }

            text.Append('<').Append(address).Append('>');
        }

        return text.Length > 0 ? text.ToString() : null;
    }

    /// <summary>The fields that a receiving server put on top: those above the first or second <c>Received</c>.</summary>
    /// <param name="headers">The header of a mail.</param>
    /// <param name="received">How many <c>Received</c> are the server's own.</param>
    public static IEnumerable<MailHeader> OnTop(MailHeaders headers, int received)
    {
        foreach (MailHeader header in headers)
        {
            if (header.Name.Equals("Received", StringComparison.OrdinalIgnoreCase) && received-- == 0)
            {
                yield break;
            }

            yield return header;
        }
    }

    /// <summary>The value of the first of some fields of that name; null when there is none.</summary>
    public static string? First(IEnumerable<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim();

    // As the reader of mails unfolds: line breaks are for the transport only.
    private static string Unfolded(string value) =>
        value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
            ? value.Trim()
            : value.Replace("\r", string.Empty, StringComparison.Ordinal).Replace('\n', ' ').Replace("\0", string.Empty, StringComparison.Ordinal).Trim();
}
