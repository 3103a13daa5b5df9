using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
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

    private readonly List<Piece> _pieces = [];

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
            List<Piece> pieces = [.. _pieces.Where(piece => piece.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && piece.IsExtended)];
            if (pieces.Count > 0)
            {
                return Joined(pieces);
            }

            Piece? plain = _pieces.FirstOrDefault(piece => piece.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
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
            _pieces.Add(Piece.Of(name, value));
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

    private static string Joined(List<Piece> pieces)
    {
        // Some write both a whole and its pieces; the whole is the one that needs no joining.
        IEnumerable<Piece> joined = pieces.Find(piece => piece.Index < 0) is { } whole ? [whole] : pieces.OrderBy(piece => piece.Index);
        var text = new StringBuilder();
        var bytes = new List<byte>();
        string? charset = null;
        bool isFirst = true;
        foreach (Piece piece in joined)
        {
            string value = piece.Value;
            if (piece.IsEncoded)
            {
                if (isFirst && value.Split('\'', 3) is [var named, _, var rest])
                {
                    (charset, value) = (named, rest);
                }

                Unescape(value, bytes);
            }
            else
            {
                Flush();
                text.Append(value);
            }

            isFirst = false;
        }

        Flush();
        return EncodedWords.DecodeWords(text.ToString());

        void Flush()
        {
            text.Append(CharsetText.Decode(CollectionsMarshal.AsSpan(bytes), charset));
            bytes.Clear();
        }
    }

    private static void Unescape(string value, List<byte> bytes)
    {
        byte[] letters = Encoding.UTF8.GetBytes(value);
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] == '%' && i + 2 < letters.Length
                && byte.TryParse(letters.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte coded))
            {
                bytes.Add(coded);
                i += 2;
            }
            else
            {
                bytes.Add(letters[i]);
            }
        }
    }

    private sealed record Piece(string Name, int Index, bool IsExtended, bool IsEncoded, string Value)
    {
        /// <summary><c>filename*2*</c>: the third piece of filename, encoded.</summary>
        public static Piece Of(string name, string value)
        {
            int star = name.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
            {
                return new Piece(name, -1, false, false, value);
            }

            bool isEncoded = name.EndsWith('*');
            ReadOnlySpan<char> number = name.AsSpan(star + 1).TrimEnd('*');
            bool isPiece = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
            return new Piece(name[..star], isPiece ? index : -1, true, isEncoded, value);
        }
    }
}
