using Support.Mail.Parts;

namespace Support.Mail.Mime;

/// <summary>What the header of a part says about its body.</summary>
internal sealed class PartHead
{
    private const int BoundaryLengthMax = 500;
    private const int ContentIdLengthMax = 500;

    private readonly HeaderParameters _type;
    private readonly HeaderParameters _disposition;

    public PartHead(MailHeaders fields, string usualType)
    {
        Fields = fields;
        _type = HeaderParameters.Read(fields.First("Content-Type"));
        _disposition = HeaderParameters.Read(fields.First("Content-Disposition"));
        Type = TypeOf(_type.Value, usualType);
        Encoding = TransferEncodings.Of(fields.First("Content-Transfer-Encoding"));
    }

    public MailHeaders Fields { get; }

    /// <summary>The content type, in lower case without parameters; never empty.</summary>
    public string Type { get; }

    public TransferEncoding Encoding { get; }

    public string? Charset => _type["charset"];

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsFlowed => string.Equals(_type["format"], "flowed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the space at the end of a flowed line is not part of the text (RFC 3676, 4.2).</summary>
    public bool DeletesSpace => string.Equals(_type["delsp"], "yes", StringComparison.OrdinalIgnoreCase);

    public bool IsAttachment => _disposition.Value == "attachment";

    public bool IsInline => _disposition.Value == "inline";

    /// <summary>The name that the sender gave the file; null for none. It may be anything.</summary>
    public string? FileName => Filled(_disposition["filename"]) ?? Filled(_type["name"]) ?? Filled(_disposition["name"]);

    /// <summary>The Content-ID without angle brackets; null for none.</summary>
    public string? ContentId =>
        Fields.First("Content-ID")?.Trim(' ', '\t', '<', '>', '"') is { Length: > 0 and <= ContentIdLengthMax } id ? SafeText.OneLine(id) : null;

    /// <summary>The bytes that part a multipart; null when it names none.</summary>
    public byte[]? Boundary =>
        _type["boundary"]?.Trim() is { Length: > 0 and <= BoundaryLengthMax } boundary ? System.Text.Encoding.UTF8.GetBytes(boundary) : null;

    /// <summary>The Content-ID of the part of multipart/related that is the text (RFC 2387); null for the first one.</summary>
    public string? Start => _type["start"]?.Trim(' ', '<', '>');

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string TypeOf(string declared, string usualType) => declared switch
    {
        "" => usualType,
        "text" => "text/plain",
        "html" => "text/html",
        "multipart" => "multipart/mixed",
        "message" => "message/rfc822",
        _ when IsType(declared) => declared,
        // RFC 2045, 5.2, would have it be text; but what declares nonsense is as likely a file.
        _ => "application/octet-stream",
    };

    private static bool IsType(string text) =>
        text.Length <= 127 && text.Split('/') is [{ Length: > 0 }, { Length: > 0 }]
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "/.+-_!#$&^".Contains(letter, StringComparison.Ordinal));
}
