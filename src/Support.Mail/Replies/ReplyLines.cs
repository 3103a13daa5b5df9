namespace Support.Mail.Replies;

/// <summary>The lines of a text, each known to be blank, quoted, text, or what a program adds.</summary>
internal sealed class ReplyLines
{
    // Initials before the mark, as some readers write them: "JD> ".
    private const int InitialsMax = 4;

    private readonly string[] _lines;
    private readonly Kind[] _kinds;

    public ReplyLines(string[] lines)
    {
        _lines = lines;
        _kinds = new Kind[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            _kinds[i] = KindOf(lines[i]);
        }
    }

    private enum Kind : byte
    {
        Blank,
        Quoted,
        Text,

        // A rule, or what a device adds.
        Extra,
    }

    public int Count => _lines.Length;

    public string this[int index] => _lines[index];

    /// <summary>A quoted line without its marks.</summary>
    public static string Unquoted(string line) => line.TrimStart('>', ' ', '\t');

    public bool IsBlank(int index) => _kinds[index] == Kind.Blank;

    public bool IsQuoted(int index) => _kinds[index] == Kind.Quoted;

    public bool IsText(int index) => _kinds[index] == Kind.Text;

    public bool IsExtra(int index) => _kinds[index] == Kind.Extra;

    /// <summary>A line that begins with the mark of a quote is text after all: it ends an address of the line above.</summary>
    public void MakeText(int index) => _kinds[index] = Kind.Text;

    /// <summary>The first line from there on that is not blank; <paramref name="end"/> when there is none.</summary>
    public int NextWritten(int from, int end)
    {
        while (from < end && IsBlank(from))
        {
            from++;
        }

        return Math.Min(from, end);
    }

    public bool AnyText(int from, int end) => AnyText(from, end, static _ => true);

    public bool AnyText(int from, int end, Func<int, bool> counts)
    {
        for (int i = from; i < end; i++)
        {
            if (IsText(i) && counts(i))
            {
                return true;
            }
        }

        return false;
    }

    public bool AnyQuote(int from, int end)
    {
        for (int i = from; i < end; i++)
        {
            if (IsQuoted(i))
            {
                return true;
            }
        }

        return false;
    }

    private static Kind KindOf(string line)
    {
        ReadOnlySpan<char> rest = line.AsSpan().TrimStart();
        if (rest.IsEmpty)
        {
            return Kind.Blank;
        }

        int initials = 0;
        while (initials < InitialsMax && initials < rest.Length && char.IsAsciiLetterUpper(rest[initials]))
        {
            initials++;
        }

        if (initials < rest.Length && rest[initials] == '>')
        {
            return Kind.Quoted;
        }

        return SignatureLines.IsRuleOrDevice(line) ? Kind.Extra : Kind.Text;
    }
}
