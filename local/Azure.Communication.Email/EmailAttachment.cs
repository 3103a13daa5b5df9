namespace Azure.Communication.Email;

public class EmailAttachment
{
    public EmailAttachment(string name, string contentType, BinaryData content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        ArgumentNullException.ThrowIfNull(content);
        Name = name;
        ContentType = contentType;
        Content = content;
    }

    public string Name { get; }

    public string ContentType { get; }

    public BinaryData Content { get; }

    /// <summary>The name by which the HTML part shows this attachment (<c>cid:</c>); null for an ordinary attachment.</summary>
    public string? ContentId { get; set; }
}
