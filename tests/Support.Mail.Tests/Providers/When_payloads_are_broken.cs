using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Support.Mail.Providers;
using Xunit;
using static Support.Mail.Tests.Providers.ProviderSeeds;

namespace Support.Mail.Tests.Providers;

/// <summary>Whatever is posted: a mail comes of it, or a reason why none does; never an exception.</summary>
public sealed class When_payloads_are_broken
{
    private const int Cases = 500;

    // What breaks readers: ends of strings, half characters, depth, numbers, boundaries, and names that mean something.
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"", "\\", "\\ud800", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "1e999", "\r\n", "\r\n\r\n", "--" + Boundary, "\r\n--" + Boundary + "--", "%", "%4", "&", "=", "+",
            "attachment1", "attachment-1", "headers", "email", "body-mime", "RawEmail", "Headers", "Content-Type: message/rfc822\r\n", "charset=utf-7", "=?utf-8?B?////?=", "<>", "@",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF], [0xED, 0xA0, 0x80], [0x80], Encoding.ASCII.GetBytes(new string('[', 100)),
    ];

    [Fact]
    public void Forms_of_sendgrid_are_read_or_refused() => Holds(SendGrid, static bytes =>
    {
        Assert.True(FormPayload.Read(bytes, FormType, out string? mistake) is { } form ? IsMailOrNot(SendGridForm.Read(form, out mistake), mistake) : mistake is not null);
        return true;
    });

    [Fact]
    public void Forms_of_mailgun_are_read_or_refused() => Holds(Mailgun, static bytes =>
    {
        Assert.True(FormPayload.Read(bytes, FormType, out string? mistake) is { } form ? IsMailOrNot(MailgunForm.Read(form, out mistake), mistake) : mistake is not null);
        return true;
    });

    [Fact]
    public void Forms_in_one_line_are_read_or_refused() => Holds("message-headers=%5B%5B%22From%22%2C%22a%40b.example%22%5D%5D&body-plain=x+y&sender=&email="u8.ToArray(), static bytes =>
    {
        FormPayload? form = FormPayload.Read(bytes, "application/x-www-form-urlencoded", out string? mistake);
        Assert.True(form is null ? mistake is not null : IsMailOrNot(MailgunForm.Read(form, out mistake), mistake));
        return true;
    });

    [Fact]
    public void Json_of_postmark_is_read_or_refused() => Holds(Postmark, static bytes => IsMailOrNot(PostmarkMail.Read(bytes, out string? mistake), mistake));

    private static bool IsMailOrNot(ProviderMail? mail, string? mistake)
    {
        Assert.NotEqual(mail is null, mistake is null);
        if (mail is not null)
        {
            InboundMail.Of(mail.Parts, mail.Envelope);
        }

        return true;
    }

    private static void Holds(byte[] seed, Func<byte[], bool> reads) => Property.Holds(Mutations(seed), bytes => Assert.True(reads(bytes)), Cases);

    private static Gen<byte[]> Mutations(byte[] seed) =>
        from count in Gen.Choose(1, 8)
        from edits in Gen.ArrayOf(Edit(seed.Length), count)
        select edits.Aggregate(seed, static (bytes, edit) => edit(bytes));

    private static Gen<Func<byte[], byte[]>> Edit(int length) =>
        from at in Gen.Choose(0, length)
        from span in Gen.Choose(0, 20)
        from value in Gen.Choose(0, 255)
        from piece in Gen.Elements(Pieces)
        from kind in Gen.Choose(0, 4)
        select (Func<byte[], byte[]>)(bytes => Edited(bytes, Math.Min(at, bytes.Length), span, (byte)value, piece, kind));

    private static byte[] Edited(byte[] bytes, int at, int span, byte value, byte[] piece, int kind)
    {
        int end = Math.Min(bytes.Length, at + span);
        return kind switch
        {
            0 => [.. bytes[..at], .. piece, .. bytes[at..]],
            1 => [.. bytes[..at], .. piece, .. bytes[end..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            _ => [.. bytes[..end], .. bytes[at..]],
        };
    }
}
