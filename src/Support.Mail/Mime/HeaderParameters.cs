using System.Buffers;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>
/// A header field of a value and parameters, as Content-Type and Content-Disposition are: <c>text/plain; charset=utf-8</c>.
/// Parameters may come in pieces and in a charset (RFC 2231), in encoded words, which nobody may do and many do, without quotes
/// around spaces, and without semicolons between.
/// </summary>
internal sealed class HeaderParameters
{
    private const int Max = 200;

    private static readonly SearchValues<char> NoName = SearchValues.Create(" \t?=&/.");

    private readonly List<ParameterPiece> _pieces = [];

    private HeaderParameters(string value) => Value = value;

    /// <summary>No value, no parameters.</summary>
    public static HeaderParameters None { get; } = new(string.Empty);

    /// <summary>What stands before the parameters, in lower case.</summary>
    public string Value { get; }

    public static HeaderParameters Read(string? field)
    {
        if (field is null)
        {
            return None;
        }

        int end = field.IndexOf(';', StringComparison.Ordinal);
        string value = (end < 0 ? field : field[..end]).Trim();
        // "text/html charset=utf-8" lacks the semicolon.
        int space = value.IndexOfAny([' ', '\t', '(']);
        if (space >= 0)
        {
            end = space;
            value = value[..space];
        }

        var read = new HeaderParameters(value.Trim('"', '\'', ',').ToLowerInvariant());
        for (int at = end; at >= 0 && at < field.Length && read._pieces.Count < Max;)
        {
            at = read.ReadNext(field, at);
        }

        return read;
    }

    /// <summary>The value of a parameter, decoded; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            // What RFC 2231 encodes is meant for those who can read it; the plain one beside it is for the others.
            List<ParameterPiece> pieces = [.. _pieces.Where(piece => piece.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && piece.IsExtended)];
            if (pieces.Count > 0)
            {
                return ParameterPiece.Joined(pieces);
            }

            ParameterPiece? plain = _pieces.FirstOrDefault(piece => piece.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return plain is null ? null : EncodedWords.DecodeWords(plain.Value);
        }
    }

    private int ReadNext(string field, int at)
    {
        while (at < field.Length && (field[at] is ';' or ' ' or '\t' or ','))
        {
            at++;
        }

        int equals = field.AsSpan(at).IndexOfAny('=', ';', '(');
        if (equals < 0)
        {
            return field.Length;
        }

        equals += at;
        if (field[equals] == ';')
        {
            return equals + 1;
        }

        if (field[equals] == '(')
        {
            int close = field.IndexOf(')', equals);
            return close < 0 ? field.Length : close + 1;
        }

        string name = field[at..equals].Trim();
        at = equals + 1;
        while (at < field.Length && (field[at] is ' ' or '\t'))
        {
            at++;
        }

        string value = at < field.Length && field[at] == '"' ? Quoted(field, ref at) : Bare(field, ref at);
        if (name.Length is > 0 and <= 100)
        {
            _pieces.Add(ParameterPiece.Of(name, value));
        }

        return at;
    }

    private static string Quoted(string field, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < field.Length && field[at] != '"'; at++)
        {
            // A path of Windows has backslashes that escape nothing.
            bool escapes = field[at] == '\\' && at + 1 < field.Length && field[at + 1] is '"' or '\\';
            at += escapes ? 1 : 0;
            value.Append(field[at]);
        }

        at = Math.Min(field.Length, at + 1);
        return value.ToString();
    }

    // To the semicolon, for names of files with spaces; but to the space where another parameter follows without a semicolon.
    private static string Bare(string field, ref int at)
    {
        int end = field.IndexOf(';', at);
        ReadOnlySpan<char> value = field.AsSpan(at, (end < 0 ? field.Length : end) - at);
        int equals = value.IndexOf('=');
        int space = value.IndexOfAny(' ', '\t');
        if (space >= 0 && equals > space && !value.StartsWith("=?") && !value[(space + 1)..equals].ContainsAny(NoName))
        {
            value = value[..space];
        }

        at += value.Length;
        return value.Trim().ToString();
    }
}
