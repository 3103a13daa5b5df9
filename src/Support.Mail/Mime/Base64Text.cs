using System.Buffers;
using System.Buffers.Text;

namespace Support.Mail.Mime;

/// <summary>Base64 (RFC 2045, 6.8) as it comes: with white space, junk, too little padding, or padding in its middle.</summary>
internal static class Base64Text
{
    // How much is read byte by byte after a fault before the fast way is tried again.
    private const int Careful = 64;

    private static readonly sbyte[] Sextets = Table();

    /// <summary>What a letter stands for; negative when it is no letter of base64.</summary>
    public static int Sextet(byte letter) => Sextets[letter];

    /// <summary>The bytes that a text stands for, in an array of just their size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDamaged">Whether something in it had to be passed over.</param>
    public static byte[] Decode(ReadOnlySpan<byte> text, out bool isDamaged)
    {
        int letters = text.Length - text.Count((byte)'\n') - text.Count((byte)'\r');
        int padding = text.TrimEnd(" \t\r\n"u8) switch
        {
            [.., (byte)'=', (byte)'='] => 2,
            [.., (byte)'='] => 1,
            _ => 0,
        };
        letters = Math.Max(0, letters - padding);
        var bytes = new byte[letters / 4 * 3 + (letters % 4 * 6 / 8)];
        var decoding = new Decoding(bytes);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            decoding.Line(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[(end + 1)..];
        }

        decoding.Flush();
        isDamaged = decoding.IsDamaged;
        if (decoding.Written < bytes.Length)
        {
            Array.Resize(ref bytes, decoding.Written);
        }

        return bytes;
    }

    /// <summary>
    /// Where base64 ends: at an empty line above one that is none, as lists and scanners put their words behind what they cannot
    /// read. Else at the end of the text.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text)
    {
        // Each is looked for again only behind where it was found, so that no byte is looked at twice.
        int ofTwo = -1;
        int ofThree = -1;
        for (int at = 0; at < text.Length;)
        {
            ofTwo = ofTwo >= at ? ofTwo : Found(text, "\n\n"u8, at);
            ofThree = ofThree >= at ? ofThree : Found(text, "\n\r\n"u8, at);
            int empty = Math.Min(ofTwo, ofThree);
            int next = text[empty..].IndexOfAnyExcept("\r\n"u8);
            if (next < 0)
            {
                break;
            }

            at = empty + next;
            int end = text[at..].IndexOf((byte)'\n');
            if (!IsBase64(text.Slice(at, end < 0 ? text.Length - at : end)))
            {
                return at;
            }
        }

        return text.Length;
    }

    private static int Found(ReadOnlySpan<byte> text, ReadOnlySpan<byte> what, int from) =>
        text[from..].IndexOf(what) is >= 0 and var found ? from + found : text.Length;

    private static bool IsBase64(ReadOnlySpan<byte> line)
    {
        bool isBehindSpace = false;
        bool hasLetters = false;
        foreach (byte letter in line)
        {
            bool isSpace = letter is (byte)' ' or (byte)'\t' or (byte)'\r';
            // White space within is of a sentence.
            if ((!isSpace && isBehindSpace && hasLetters) || (!isSpace && Sextets[letter] < 0 && letter != '='))
            {
                return false;
            }

            isBehindSpace = isSpace;
            hasLetters |= !isSpace;
        }

        return true;
    }

    private static sbyte[] Table()
    {
        var table = new sbyte[256];
        Array.Fill(table, (sbyte)-1);
        ReadOnlySpan<byte> alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (int i = 0; i < alphabet.Length; i++)
        {
            table[alphabet[i]] = (sbyte)i;
        }

        return table;
    }

    private ref struct Decoding(Span<byte> output)
    {
        private readonly Span<byte> _output = output;
        private int _value;
        private int _sextets;

        public int Written { get; private set; }

        public bool IsDamaged { get; private set; }

        public void Line(ReadOnlySpan<byte> line)
        {
            while (!line.IsEmpty)
            {
                // A short line is read before the fast way has begun.
                if (_sextets == 0 && line.Length > Careful / 4)
                {
                    OperationStatus status = Base64.DecodeFromUtf8(line, _output[Written..], out int consumed, out int written, isFinalBlock: false);
                    Written += written;
                    line = line[consumed..];
                    if (status == OperationStatus.Done && line.IsEmpty)
                    {
                        return;
                    }
                }

                int careful = Math.Min(line.Length, Careful);
                foreach (byte letter in line[..careful])
                {
                    Next(letter);
                }

                line = line[careful..];
            }
        }

        /// <summary>What a group that is not whole stands for: at its end, and where padding ends a piece.</summary>
        public void Flush()
        {
            if (_sextets == 2)
            {
                Write((byte)(_value >> 4));
            }
            else if (_sextets == 3)
            {
                Write((byte)(_value >> 10));
                Write((byte)((_value >> 2) & 0xFF));
            }
            else if (_sextets == 1)
            {
                IsDamaged = true;
            }

            _value = 0;
            _sextets = 0;
        }

        private void Next(byte letter)
        {
            int sextet = Sextets[letter];
            if (sextet >= 0)
            {
                _value = (_value << 6) | sextet;
                if (++_sextets == 4)
                {
                    Write((byte)(_value >> 16));
                    Write((byte)((_value >> 8) & 0xFF));
                    Write((byte)(_value & 0xFF));
                    _value = 0;
                    _sextets = 0;
                }
            }
            else if (letter == '=')
            {
                Flush();
            }
            else
            {
                IsDamaged |= letter is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
            }
        }

        private void Write(byte value) => _output[Written++] = value;
    }
}
