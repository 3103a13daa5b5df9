using System.Buffers;

namespace Support.Mail.Providers;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>. An escape that is none stands for itself.</summary>
internal static class UrlEncodedForm
{
    private static readonly SearchValues<byte> Coded = SearchValues.Create("+%"u8);

    public static FormPayload? Read(ReadOnlyMemory<byte> body, out string? mistake)
    {
        var fields = new List<FormField>();
        while (!body.IsEmpty)
        {
            int end = body.Span.IndexOf((byte)'&');
            ReadOnlyMemory<byte> pair = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (fields.Count == FormPayload.FieldsMax)
            {
                mistake = $"The form has more than {FormPayload.FieldsMax} fields.";
                return null;
            }

            int equals = pair.Span.IndexOf((byte)'=');
            string name = new FormField(string.Empty, Decode(equals < 0 ? pair : pair[..equals])).Text();
            if (name.Length > FormPayload.NameLengthMax)
            {
                mistake = $"The name of field {fields.Count + 1} is longer than {FormPayload.NameLengthMax} characters.";
                return null;
            }

            fields.Add(new FormField(name, equals < 0 ? default : Decode(pair[(equals + 1)..])));
        }

        mistake = null;
        return new FormPayload(fields);
    }

    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> coded)
    {
        ReadOnlySpan<byte> from = coded.Span;
        if (from.IndexOfAny(Coded) < 0)
        {
            return coded;
        }

        // Decoded it is never longer.
        byte[] bytes = new byte[from.Length];
        int length = 0;
        for (int i = 0; i < from.Length; i++)
        {
            if (from[i] == '%' && i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
            {
                bytes[length++] = (byte)((Nibble(from[i + 1]) << 4) | Nibble(from[i + 2]));
                i += 2;
            }
            else
            {
                bytes[length++] = from[i] == '+' ? (byte)' ' : from[i];
            }
        }

        return bytes.AsMemory(0, length);
    }

    private static int Nibble(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
