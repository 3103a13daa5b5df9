using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Mail;
using Support.Mail;

namespace Support.Local.Cli.Mails;

/// <summary>Writes an explanation for scripts: the members that the contract names, in its order, and then more.</summary>
internal static class MailExplanationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(MailExplanation explanation)
    {
        InboundMail mail = explanation.Mail;
        var json = new JsonObject
        {
            ["messageId"] = mail.MessageId,
            ["from"] = mail.From?.Address,
            ["to"] = Addresses(mail.To),
            ["cc"] = Addresses(mail.Cc),
            ["subject"] = mail.Subject,
            ["date"] = mail.Date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["text"] = mail.Text,
            ["replyText"] = mail.ReplyText,
            ["html"] = mail.Html,
            ["attachments"] = new JsonArray([.. mail.Attachments.Select(file => new JsonObject
            {
                ["name"] = file.Name,
                ["contentType"] = file.ContentType,
                ["size"] = file.Content.Length,
                ["contentId"] = file.ContentId,
                ["inline"] = file.Inline,
            })]),
            ["references"] = Texts(mail.References),
            ["isAutomatic"] = mail.Machine.IsAutomatic,
            ["bounce"] = mail.Bounce is { } bounce ? Bounce(bounce) : null,
            ["decision"] = Decision(explanation.Decision),
            ["fromName"] = mail.From?.Name,
            ["replyTo"] = Addresses(mail.ReplyTo),
            ["machine"] = new JsonObject { ["kind"] = Word(mail.Machine.Kind), ["reason"] = mail.Machine.Reason },
            ["replyReason"] = mail.ReplyReason,
            ["authentication"] = new JsonObject
            {
                ["server"] = mail.Authentication.Server,
                ["spf"] = mail.Authentication.Spf,
                ["dkim"] = mail.Authentication.Dkim,
                ["dmarc"] = mail.Authentication.Dmarc,
                ["arc"] = mail.Authentication.Arc,
                ["reason"] = mail.Authentication.Reason,
            },
            ["assumptions"] = Texts(explanation.Assumptions),
            ["otherwise"] = explanation.Otherwise is { } otherwise ? Decision(otherwise) : null,
            ["remarks"] = Texts(mail.Remarks),
        };
        return json.ToJsonString(Indented);
    }

    private static JsonObject Decision(MailDecision decision) => new()
    {
        ["action"] = Word(decision.Action),
        ["reason"] = decision.Reason,
        ["ticket"] = decision.Ticket?.Value,
        ["acknowledged"] = Acknowledged(decision),
    };

    /// <summary>Whether the sender is sent a first answer; null where there is nothing to acknowledge.</summary>
    internal static bool? Acknowledged(MailDecision decision) =>
        decision.Action is MailAction.OpenTicket or MailAction.OpenLinked or MailAction.OpenFollowUp ? !decision.Automatic : null;

    private static JsonObject Bounce(Bounce bounce) => new()
    {
        ["recipients"] = new JsonArray([.. bounce.Recipients.Select(recipient => new JsonObject
        {
            ["address"] = recipient.Address,
            ["action"] = recipient.Action,
            ["status"] = recipient.Status,
            ["permanent"] = recipient.Permanent,
            ["diagnostic"] = recipient.Diagnostic,
            ["finalAddress"] = recipient.FinalAddress,
        })]),
        ["originalMessageId"] = bounce.OriginalMessageId,
        ["reason"] = bounce.Reason,
    };

    private static JsonArray Addresses(IReadOnlyList<Mailbox> mailboxes) => Texts(mailboxes.Select(mailbox => mailbox.Address));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
