using System.Diagnostics;
using System.Globalization;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Tests.Fuzz;

/// <summary>What holds of any bytes that are read as a mail.</summary>
internal static class MailLaw
{
    private const int AgainMax = 3;

    private static readonly TimeSpan TimeLong = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(1);

    private const long AllocatedMax = 256 * 1024 * 1024;

    /// <summary>Reads bytes in every way; gives what shows by how they were read, in short.</summary>
    /// <exception cref="InvalidOperationException">The law does not hold; other exceptions are the reader's own.</exception>
    public static string Holds(byte[] bytes, out TimeSpan took)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        (MailParts parts, long size) = Read(bytes);
        took = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        // What is allocated in all is more than what is held at any time.
        Hold(allocated <= AllocatedMax, $"{allocated} bytes were allocated to read {bytes.Length}.");
        for (int again = 0; again < AgainMax && took > TimeLong; again++)
        {
            // The machine may have been busy with something else; a slow reading is slow every time.
            start = Stopwatch.GetTimestamp();
            Read(bytes);
            took = Stopwatch.GetElapsedTime(start) is var less && less < took ? less : took;
        }

        Hold(took <= TimeMax, $"It took {took.TotalSeconds:0.0} s to read {bytes.Length} bytes.");

        // UTF-8 of two bytes a letter, HTML written twice, its text and what is new of it, each escaped at worst.
        Hold(size <= (bytes.Length * 40L) + 20_000, $"{bytes.Length} bytes became {size}.");
        Hold(parts.Attachments.All(IsSafe), "A file has a name that is not safe.");
        Hold(Print(MimeReader.Read(bytes)) == Print(parts), "A second reading gave something else.");
        return Shape(parts);
    }

    private static (MailParts Parts, long Size) Read(byte[] bytes)
    {
        MailParts parts = MimeReader.Read(bytes);
        long size = (parts.Text?.Length ?? 0) + (parts.Html?.Length ?? 0) + (parts.DeliveryStatus?.Length ?? 0)
            + parts.Attachments.Sum(file => (long)file.Content.Length + file.Name.Length)
            + parts.Headers.Concat(parts.Returned ?? MailHeaders.None).Sum(header => (long)header.Value.Length + header.Name.Length);
        foreach (MailHeader header in parts.Headers)
        {
            size += EncodedWords.Decode(header.Value).Length + Addresses.Read(header.Value).Sum(mailbox => mailbox.Address.Length + (mailbox.Name?.Length ?? 0))
                + MessageIds.Read(header.Value).Sum(id => id.Length);
            MailDate.Read(header.Value);
        }

        InboundMail mail = InboundMail.Of(parts);
        return (parts, size + mail.Text.Length + mail.ReplyText.Length + (mail.Html?.Length ?? 0) + mail.Subject.Length);
    }

    private static bool IsSafe(MailAttachment file) =>
        file.Name.Length is > 0 and <= AttachmentName.LengthMax && file.Name is not "." and not ".."
        && !file.Name.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or '\u202E') && file.ContentType.Length > 0;

    private static string Print(MailParts parts) => string.Join(
        '\u0001',
        parts.Headers.Select(header => header.Name + header.Value)
            .Concat([parts.Text ?? "\u0002", parts.Html ?? "\u0002", parts.DeliveryStatus ?? "\u0002"])
            .Concat(parts.Attachments.Select(file => $"{file.Name} {file.ContentType} {file.ContentId} {file.Inline} {Sum(file.Content.Span)}"))
            .Concat(parts.Remarks));

    private static string Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = new HashCode();
        sum.AddBytes(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} {sum.ToHashCode()}");
    }

    // What a mail must show anew to be worth changing further.
    private static string Shape(MailParts parts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{parts.Text is null} {parts.Html is null} {Math.Min(parts.Attachments.Count, 5)} {parts.Returned is null} {parts.DeliveryStatus is null} {Math.Min(parts.Headers.Count, 3)} "
        + $"{string.Join(',', parts.Attachments.Take(3).Select(file => file.ContentType + file.Inline))} {string.Join('|', parts.Remarks)}");

    private static void Hold(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
