using System.Text;
using System.Text.Unicode;
using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>The fields of one header, unfolded and decoded.</summary>
internal sealed class HeaderFields
{
    private readonly List<MailHeader> _fields = [];

    // Values in a charset that only the body's can tell: which field, and its bytes.
    private readonly List<(int Field, byte[] Value)> _undecoded = [];

    public int Count => _fields.Count;

    /// <summary>Adds a field.</summary>
    /// <param name="name">Its name, of ASCII.</param>
    /// <param name="raw">What stands behind the colon, with the line breaks that fold it.</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> value = Unfolded(raw);
        if (!Utf8.IsValid(value))
        {
            _undecoded.Add((_fields.Count, value.ToArray()));
        }

        _fields.Add(new MailHeader(Encoding.ASCII.GetString(name), CharsetText.Decode(value, charset: null)));
    }

    public MailHeaders ToHeaders()
    {
        DecodeRest();
        return new MailHeaders([.. _fields]);
    }

    // Who sends headers in bare bytes of a charset means that of his text.
    private void DecodeRest()
    {
        if (_undecoded.Count == 0)
        {
            return;
        }

        string? charset = HeaderParameters.Read(new MailHeaders(_fields).First("Content-Type"))["charset"];
        if (Charset.Find(charset) is not { Kind: CharsetKind.SingleByte or CharsetKind.MultiByte })
        {
            return;
        }

        foreach ((int field, byte[] value) in _undecoded)
        {
            _fields[field] = _fields[field] with { Value = CharsetText.Decode(value, charset) };
        }
    }

    // Line breaks are for the transport only (RFC 5322, 2.2.3); a tab behind one was a space before a program folded there.
    private static ReadOnlySpan<byte> Unfolded(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t\r\n"u8);
        if (raw.IndexOfAny((byte)'\r', (byte)'\n', (byte)'\0') < 0)
        {
            return raw;
        }

        var unfolded = new byte[raw.Length];
        int written = 0;
        bool isFolded = false;
        foreach (byte next in raw)
        {
            if (next is (byte)'\r' or (byte)'\n')
            {
                isFolded = true;
            }
            else if (next != 0)
            {
                unfolded[written++] = isFolded ? (byte)' ' : next;
                if (isFolded && next is not ((byte)' ' or (byte)'\t'))
                {
                    unfolded[written++] = next;
                }

                isFolded = false;
            }
        }

        return unfolded.AsSpan(0, written);
    }
}
