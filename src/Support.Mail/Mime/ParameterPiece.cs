using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>A parameter of a header field, or a piece of one (RFC 2231, 3).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Which piece it is, from 0; -1 for a whole.</param>
/// <param name="IsExtended">Whether it is written as RFC 2231 says.</param>
/// <param name="IsEncoded">Whether it is in a charset and its letters are escaped.</param>
/// <param name="Value">Its value, still escaped.</param>
internal sealed record ParameterPiece(string Name, int Index, bool IsExtended, bool IsEncoded, string Value)
{
    /// <summary><c>filename*2*</c>: the third piece of filename, encoded.</summary>
    public static ParameterPiece Of(string name, string value)
    {
        int star = name.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return new ParameterPiece(name, -1, false, false, value);
        }

        bool isEncoded = name.EndsWith('*');
        ReadOnlySpan<char> number = name.AsSpan(star + 1).TrimEnd('*');
        bool isPiece = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return new ParameterPiece(name[..star], isPiece ? index : -1, true, isEncoded, value);
    }

    /// <summary>The value that pieces make, decoded.</summary>
    public static string Joined(IReadOnlyList<ParameterPiece> pieces)
    {
        // Some write both a whole and its pieces; the whole is the one that needs no joining.
        IEnumerable<ParameterPiece> joined = pieces.FirstOrDefault(piece => piece.Index < 0) is { } whole ? [whole] : pieces.OrderBy(piece => piece.Index);
        var text = new StringBuilder();
        var bytes = new List<byte>();
        string? charset = null;
        bool isFirst = true;
        foreach (ParameterPiece piece in joined)
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
}
