using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>The body of a send request.</summary>
internal sealed record SendRequest(
    IDictionary<string, string>? Headers,
    string SenderAddress,
    SendRequest.ContentBody Content,
    SendRequest.RecipientsBody Recipients,
    IReadOnlyList<SendRequest.AttachmentBody>? Attachments,
    IReadOnlyList<SendRequest.AddressBody>? ReplyTo,
    bool? UserEngagementTrackingDisabled)
{
    public static SendRequest From(EmailMessage message) => new(
        message.Headers.Count > 0 ? message.Headers : null,
        message.SenderAddress,
        new ContentBody(message.Content.Subject, message.Content.PlainText, message.Content.Html),
        new RecipientsBody(
            Addresses(message.Recipients.To),
            Addresses(message.Recipients.CC),
            Addresses(message.Recipients.BCC)),
        message.Attachments.Count > 0
            ? [.. message.Attachments.Select(attachment => new AttachmentBody(
                attachment.Name, attachment.ContentType, attachment.Content.ToArray(), attachment.ContentId))]
            : null,
        Addresses(message.ReplyTo),
        message.UserEngagementTrackingDisabled);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SendRequestJson.Default.SendRequest);

    private static AddressBody[]? Addresses(IList<EmailAddress> addresses) => addresses.Count > 0
        ? [.. addresses.Select(address => new AddressBody(address.Address, address.DisplayName.Length > 0 ? address.DisplayName : null))]
        : null;

    internal sealed record ContentBody(string Subject, string? PlainText, string? Html);

    internal sealed record RecipientsBody(
        IReadOnlyList<AddressBody>? To,
        [property: JsonPropertyName("cc")] IReadOnlyList<AddressBody>? Cc,
        [property: JsonPropertyName("bcc")] IReadOnlyList<AddressBody>? Bcc);

    internal sealed record AddressBody(string Address, string? DisplayName);

    internal sealed record AttachmentBody(string Name, string ContentType, byte[] ContentInBase64, string? ContentId);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendRequest))]
internal sealed partial class SendRequestJson : JsonSerializerContext;
