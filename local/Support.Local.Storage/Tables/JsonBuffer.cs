using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>JSON, or what else is UTF-8, in the making. It is kept and cleared, so that an answer costs one copy of it.</summary>
internal sealed class JsonBuffer
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public int Length => _buffer.WrittenCount;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Takes back what was written past a length.</summary>
    public void Truncate(int length)
    {
        _buffer.ResetWrittenCount();
        _buffer.Advance(length);
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    public void Append(ReadOnlySpan<byte> utf8) => _buffer.Write(utf8);

    public void Append(string text) => Encoding.UTF8.GetBytes(text, _buffer);

    public void Append(char ascii)
    {
        _buffer.GetSpan(1)[0] = (byte)ascii;
        _buffer.Advance(1);
    }

    /// <summary>Text with its quotes.</summary>
    public void AppendQuoted(string text)
    {
        Append('"');
        if (IsPlain(text))
        {
            Append(text);
        }
        else
        {
            Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        }

        Append('"');
    }

    public void AppendTime(long ticks)
    {
        Append('"');
        _buffer.Advance(TableRow.FormatTime(ticks, _buffer.GetSpan(40)));
        Append('"');
    }

    private static bool IsPlain(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.AsSpan().ContainsAny('"', '\\');
}
