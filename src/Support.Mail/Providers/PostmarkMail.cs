using System.Runtime.InteropServices;
using System.Text.Json;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>
/// What Postmark's inbound webhook posts: a mail as JSON, taken apart, and, where that is switched on, with the mail itself in
/// <c>RawEmail</c>, which is then preferred. Postmark takes the addresses, the subject and the date out of <c>Headers</c>;
/// here they are put back.
/// </summary>
public static class PostmarkMail
{
    /// <summary>Reads a mail.</summary>
    /// <param name="json">The body. It must not change afterwards.</param>
    /// <param name="mistake">Why it is no mail; null when it is one.</param>
    public static ProviderMail? Read(ReadOnlyMemory<byte> json, out string? mistake)
    {
        if (ProviderJson.Parse(json) is not { ValueKind: JsonValueKind.Object } body)
        {
            mistake = "The body is no JSON object.";
            return null;
        }

        if (body.Member("RawEmail") is null && body.Member("From") is null && body.Member("FromFull") is null && body.Member("Headers") is null)
        {
            mistake = "The body has none of the members 'RawEmail', 'From', 'FromFull' and 'Headers': it is no inbound mail.";
            return null;
        }

        mistake = null;
        MailHeaders headers = Headers(body);
        ProviderMail mail = body.Text("RawEmail") is { Length: > 0 } raw
            ? ProviderMail.Of(System.Text.Encoding.UTF8.GetBytes(raw))
            : ProviderMail.Of(new MailParts
            {
                Headers = headers,
                Text = Content(body, "TextBody"),
                Html = Content(body, "HtmlBody"),
                Attachments = Files(body),
            });
        return mail with { Envelope = Envelope(body, headers), Id = body.Text("MessageID") is { Length: > 0 and <= 200 } id ? id : null };
    }

    private static MailHeaders Headers(JsonElement body)
    {
        var headers = new ProviderHeaders();
        foreach (JsonElement header in body.Member("Headers").Items())
        {
            headers.Add(header.Text("Name"), header.Text("Value"));
        }

        headers.AddMissing("From", ProviderHeaders.Mailboxes([Mailbox(body.Member("FromFull"))]) ?? body.Text("From"));
        headers.AddMissing("To", ProviderHeaders.Mailboxes(body.Member("ToFull").Items().Select(static item => Mailbox(item))) ?? body.Text("To"));
        headers.AddMissing("Cc", ProviderHeaders.Mailboxes(body.Member("CcFull").Items().Select(static item => Mailbox(item))) ?? body.Text("Cc"));
        headers.AddMissing("Reply-To", body.Text("ReplyTo"));
        headers.AddMissing("Subject", body.Text("Subject"));
        headers.AddMissing("Date", body.Text("Date"));
        return headers.ToHeaders();
    }

    private static (string? Address, string? Name) Mailbox(JsonElement? item) => (item?.Text("Email"), item?.Text("Name"));

    private static string? Content(JsonElement body, string name) =>
        body.Text(name) is { } text ? ProviderText.Of(text) : null;

    private static List<MailAttachment> Files(JsonElement body)
    {
        var files = new List<MailAttachment>();
        foreach (JsonElement item in body.Member("Attachments").Items().Take(ProviderFiles.Max))
        {
            files.Add(ProviderFiles.File(
                item.Text("Name"), item.Text("ContentType"), Decoded(item.Member("Content")), item.Text("ContentID"), files.Count + 1));
        }

        return files;
    }

    // Without a string of megabytes in between.
    private static ReadOnlyMemory<byte> Decoded(JsonElement? content)
    {
        if (content is not { ValueKind: JsonValueKind.String } text)
        {
            return default;
        }

        try
        {
            if (text.TryGetBytesFromBase64(out byte[]? bytes))
            {
                return bytes;
            }
        }
        catch (InvalidOperationException)
        {
            // Half a character (a lone surrogate): no base64, and read as far as it goes.
        }

        return Base64Text.Decode(JsonMarshal.GetRawUtf8Value(text).Trim((byte)'"'), out _);
    }

    private static MailEnvelope Envelope(JsonElement body, MailHeaders headers)
    {
        // What Postmark's own server wrote stands above the Received of the server that it got the mail from.
        MailHeader[] own = [.. ProviderHeaders.OnTop(headers, received: 1)];
        string? path = own.FirstOrDefault() is { } first && first.Name.Equals("Return-Path", StringComparison.OrdinalIgnoreCase)
            ? first.Value.Trim().Trim('<', '>')
            : null;
        string[] tests = ProviderHeaders.First(own, "X-Spam-Tests")?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        string? sender = body.Member("FromFull")?.Text("Email");
        var verdict = new ProviderVerdict();
        verdict.Add("spf", Spf(own, tests), "smtp.mailfrom", path);

        // DKIM_VALID_AU: SpamAssassin found a valid signature of the domain of From itself.
        verdict.Add(
            "dkim",
            tests.Contains("DKIM_VALID_AU") || tests.Contains("DKIM_VALID") ? "pass" : tests.Contains("DKIM_INVALID") ? "fail" : null,
            "header.d",
            tests.Contains("DKIM_VALID_AU") && sender?.LastIndexOf('@') is >= 0 and var at ? sender[(at + 1)..] : null);
        return new MailEnvelope
        {
            From = path,
            To = ProviderRecipients.Of([body.Text("OriginalRecipient")]),
            AuthenticationResults = verdict.ToString(),
        };
    }

    private static string? Spf(MailHeader[] own, string[] tests)
    {
        if (ProviderHeaders.First(own, "Received-SPF") is { } said)
        {
            int end = said.IndexOfAny([' ', '\t', '(']);
            return end < 0 ? said : said[..end];
        }

        return tests switch
        {
            _ when tests.Contains("SPF_PASS") => "pass",
            _ when tests.Contains("SPF_FAIL") => "fail",
            _ when tests.Contains("SPF_SOFTFAIL") => "softfail",
            _ when tests.Contains("SPF_NEUTRAL") => "neutral",
            _ => null,
        };
    }
}
