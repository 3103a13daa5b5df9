using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Support.Mail.Mime;

/// <summary>
/// Encoded words (RFC 2047), which put other letters than ASCII's into a header. What is sent is read, not what may be sent: with
/// spaces within, without an end, glued to what stands before, and with a letter that is cut between two words.
/// </summary>
public static class EncodedWords
{
    private const int CharsetLengthMax = 60;

    private static readonly SearchValues<char> NoCharset = SearchValues.Create(" \t\"<>()");

    /// <summary>The text of a header field in one line, its words decoded, without control characters.</summary>
    public static string Decode(string value) => SafeText.OneLine(DecodeWords(value));

    /// <summary>The text with its words decoded, whatever letters come of that.</summary>
    internal static string DecodeWords(string value)
    {
        int start = value.IndexOf("=?", StringComparison.Ordinal);
        if (start < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        var pending = new PendingWords(text);
        int at = 0;
        while (start >= 0)
        {
            if (Word.At(value, start) is not { } word)
            {
                start = value.IndexOf("=?", start + 2, StringComparison.Ordinal);
                continue;
            }

            ReadOnlySpan<char> between = value.AsSpan(at, start - at);
            // White space between two words is there for the folding alone.
            if (!pending.IsEmpty && between.IsWhiteSpace())
            {
                between = [];
            }

            if (!between.IsEmpty)
            {
                pending.Write();
                text.Append(between);
            }

            pending.Add(word);
            at = word.End;
            start = value.IndexOf("=?", at, StringComparison.Ordinal);
        }

        pending.Write();
        return text.Append(value, at, value.Length - at).ToString();
    }

    /// <summary>How long the encoded word at a place is, if it is closed and holds no white space; else 0.</summary>
    internal static int LengthAt(string value, int start) =>
        value.AsSpan(start).StartsWith("=?") && Word.At(value, start) is { } word
            && value.AsSpan(word.End - 2, 2) is "?=" && !value.AsSpan(start, word.End - start).ContainsAny(' ', '\t')
            ? word.End - start
            : 0;

    private readonly record struct Word(string Charset, bool IsBase64, string Text, int End)
    {
        public static Word? At(string value, int start)
        {
            int charset = start + 2;
            int afterCharset = value.AsSpan(charset, Math.Min(value.Length - charset, CharsetLengthMax)).IndexOf('?');
            int encoding = charset + afterCharset + 1;
            if (afterCharset <= 0 || encoding + 1 >= value.Length || value[encoding + 1] != '?'
                || (value[encoding] | 0x20) is not ('b' or 'q') || value.AsSpan(charset, afterCharset).ContainsAny(NoCharset))
            {
                return null;
            }

            int text = encoding + 2;
            int end = value.AsSpan(text).IndexOf("?=");
            int next = value.AsSpan(text).IndexOf("=?");
            // A word without an end ends where white space or the next word begins.
            int space = value.AsSpan(text).IndexOfAny(' ', '\t');
            bool isOpen = end < 0 || (next >= 0 && next < end && space >= 0 && space <= next);
            int length = !isOpen ? end : space < 0 ? value.Length - text : space;
            return new Word(
                value.Substring(charset, afterCharset),
                (value[encoding] | 0x20) == 'b',
                value.Substring(text, length),
                text + length + (isOpen ? 0 : 2));
        }
    }

    /// <summary>Words that stand together and share a charset, so that a letter may be cut between them.</summary>
    private sealed class PendingWords(StringBuilder text)
    {
        private readonly List<byte> _bytes = [];
        private readonly StringBuilder _base64 = new();
        private string? _charset;

        public bool IsEmpty => _charset is null;

        public void Add(Word word)
        {
            if (!string.Equals(_charset, word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Write();
            }

            _charset = word.Charset;
            if (!word.IsBase64)
            {
                FlushBase64();
                Quoted(word.Text);
                return;
            }

            _base64.Append(word.Text);
            // Where the groups come out even, or are padded, the word is whole for itself.
            if (_base64.Length % 4 == 0 || word.Text.EndsWith('='))
            {
                FlushBase64();
            }
        }

        public void Write()
        {
            FlushBase64();
            if (_charset is not null)
            {
                text.Append(CharsetText.Decode(CollectionsMarshal.AsSpan(_bytes), _charset));
            }

            _bytes.Clear();
            _charset = null;
        }

        private void FlushBase64()
        {
            if (_base64.Length > 0)
            {
                _bytes.AddRange(Base64Text.Decode(Encoding.UTF8.GetBytes(_base64.ToString()), out _));
                _base64.Clear();
            }
        }

        private void Quoted(string word)
        {
            byte[] letters = Encoding.UTF8.GetBytes(word);
            for (int i = 0; i < letters.Length; i++)
            {
                int coded = QuotedPrintable.Coded(letters.AsSpan(i));
                _bytes.Add(coded >= 0 ? (byte)coded : letters[i] == '_' ? (byte)' ' : letters[i]);
                i += coded >= 0 ? 2 : 0;
            }
        }
    }
}
