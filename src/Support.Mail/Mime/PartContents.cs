using System.Text;
using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>What the parts of a mail hold: decides for each whether it is text, a file, or a report, and keeps it.</summary>
internal sealed class PartContents(MimeLimits limits)
{
    // Forms of a text that no reader here shows, and that the sender wrote beside others for that reason.
    private static readonly string[] OtherForms = ["text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"];

    private static readonly string[] TextFiles =
    [
        "text/calendar", "text/css", "text/csv", "text/directory", "text/javascript", "text/rfc822-headers", "text/rtf",
        "text/tab-separated-values", "text/vcard", "text/x-vcard", "text/xml",
    ];

    private readonly List<MailAttachment> _attachments = [];
    private readonly StringBuilder _status = new();
    private MailHeaders? _returned;
    private int _textBytes;

    public MailParts ToParts(MailHeaders fields, BodyText? text, Remarks remarks)
    {
        // Some programs write a picture beside the text that shows it, or as an attachment, and not within it.
        HashSet<string> shown = ContentIds.ShownBy(text?.Html);
        return new MailParts
        {
            Headers = fields,
            Text = text?.Plain,
            Html = text?.Html,
            Attachments = [.. _attachments.Select(file => file with { Inline = file.Inline || (file.ContentId is { } id && shown.Contains(id)) })],
            DeliveryStatus = _status.Length > 0 ? _status.ToString() : null,
            Returned = _returned,
            Remarks = remarks.ToList(),
        };
    }

    /// <summary>Takes a part that has no parts; gives its text if it is one to be read.</summary>
    public BodyText? Take(PartHead head, ReadOnlyMemory<byte> body, PartPlace place, Remarks remarks)
    {
        bool isReport = place == PartPlace.Report || _status.Length > 0;
        switch (head.Type)
        {
            case "message/delivery-status" or "message/global-delivery-status":
                TakeStatus(head, body, remarks);
                return null;
            case "message/rfc822" or "message/global" when isReport:
                _returned ??= HeaderOf(TransferEncodings.Decode(body, head.Encoding, remarks));
                return Keep(head, body, remarks);
            case "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" when isReport:
                _returned ??= HeaderOf(TransferEncodings.Decode(body, head.Encoding, remarks));
                return null;
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                remarks.Add("A part is encrypted or signed as a whole (S/MIME); it is kept as a file, what is in it cannot be read.");
                return Keep(head, body, remarks, place);
            case var type when place == PartPlace.Alternative && OtherForms.Contains(type):
                remarks.Add($"A form of the text that is not shown here ({type}) was left out.");
                return null;
            default:
                return IsText(head, place) ? TakeText(head, body, remarks) : Keep(head, body, remarks, place);
        }
    }

    /// <summary>Keeps a part as a file.</summary>
    public BodyText? Keep(PartHead head, ReadOnlyMemory<byte> body, Remarks remarks, PartPlace place = PartPlace.Mixed)
    {
        // Parts that have not even an empty body's worth of header come from a boundary too many.
        if (body.IsEmpty && head.Fields.Count == 0)
        {
            return null;
        }

        ReadOnlyMemory<byte> content = TransferEncodings.Decode(body, head.Encoding, remarks);
        string? name = head.FileName;
        if (name is null && head.Type is "message/rfc822" or "message/global")
        {
            name = AttachmentName.OfMail(HeaderOf(content).First("Subject"));
        }

        _attachments.Add(new MailAttachment
        {
            Name = AttachmentName.Of(name, head.Type, _attachments.Count + 1),
            ContentType = head.Type,
            Content = content,
            ContentId = head.ContentId,
            Inline = head.Type.StartsWith("image/", StringComparison.Ordinal)
                && (head.IsInline || (!head.IsAttachment && head.ContentId is not null && place is PartPlace.Related or PartPlace.Alternative)),
        });
        return null;
    }

    // A name makes a file of a text, unless the text is the mail, or stands where nothing but text can stand.
    private static bool IsText(PartHead head, PartPlace place)
    {
        if (head.IsAttachment || !head.Type.StartsWith("text/", StringComparison.Ordinal) || TextFiles.Contains(head.Type))
        {
            return false;
        }

        bool isText = head.Type is "text/plain" or "text/html";
        return place switch
        {
            PartPlace.Root or PartPlace.Alternative or PartPlace.RelatedRoot => isText || head.FileName is null,
            PartPlace.Related => head.FileName is null && head.ContentId is null,
            _ => head.FileName is null,
        };
    }

    private BodyText TakeText(PartHead head, ReadOnlyMemory<byte> body, Remarks remarks)
    {
        ReadOnlyMemory<byte> content = TransferEncodings.DecodeText(body, head.Encoding, remarks);
        bool isHtml = head.Type == "text/html";
        int length = LengthToShow(content.Span);
        if (length < content.Length)
        {
            remarks.Add($"The text is longer than {limits.TextBytesMax} bytes or {limits.TextLinesMax} lines; the whole of it is kept as a file.");
            _attachments.Add(new MailAttachment
            {
                Name = AttachmentName.Of(head.FileName, head.Type, _attachments.Count + 1),
                ContentType = head.Type,
                Content = content,
            });
            content = content[..length];
        }

        _textBytes += content.Length;
        if (isHtml)
        {
            return new BodyText(null, SafeText.Lines(CharsetText.DecodeHtml(content.Span, head.Charset, remarks)));
        }

        string text = SafeText.Lines(CharsetText.Decode(content.Span, head.Charset, remarks));
        return new BodyText(head.IsFlowed ? FlowedText.Read(text, head.DeletesSpace) : text, null);
    }

    private int LengthToShow(ReadOnlySpan<byte> text)
    {
        int rest = limits.TextBytesMax - _textBytes;
        int length = text.Length;
        if (length > rest)
        {
            // Behind a line, so that no letter is cut.
            int line = text[..rest].LastIndexOf((byte)'\n');
            length = line < 0 ? rest : line;
        }

        (int feeds, int returns) = (text[..length].Count((byte)'\n'), text[..length].Count((byte)'\r'));
        byte end = feeds >= returns ? (byte)'\n' : (byte)'\r';
        for (int lines = Math.Max(feeds, returns); lines > limits.TextLinesMax; lines--)
        {
            length = text[..length].LastIndexOf(end);
        }

        return length;
    }

    private void TakeStatus(PartHead head, ReadOnlyMemory<byte> body, Remarks remarks)
    {
        ReadOnlyMemory<byte> content = TransferEncodings.Decode(body, head.Encoding, remarks);
        content = content[..Math.Min(content.Length, limits.HeaderBytesMax)];
        if (_status.Length > 0)
        {
            _status.Append("\n\n");
        }

        if (_status.Length < limits.HeaderBytesMax)
        {
            _status.Append(SafeText.Lines(CharsetText.Decode(content.Span, head.Charset)));
        }
    }

    private MailHeaders HeaderOf(ReadOnlyMemory<byte> mail)
    {
        int lines = mail.Span.IndexOfAnyExcept("\r\n"u8);
        return lines < 0 ? MailHeaders.None : new MimeText(mail[lines..], limits, new Remarks()).ReadHeader(0).Fields;
    }
}
