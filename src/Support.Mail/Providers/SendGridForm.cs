using System.Text.Json;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>
/// A form of SendGrid's Inbound Parse, in either of its modes: taken apart (<c>headers</c>, <c>text</c>, <c>html</c>,
/// <c>attachment1</c> …) or raw (<c>email</c>). Its texts keep the charsets of the mail, which <c>charsets</c> names.
/// </summary>
public static class SendGridForm
{
    private const int VerdictLengthMax = 10_000;

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="mistake">Why it is no mail; null when it is one.</param>
    public static ProviderMail? Read(FormPayload form, out string? mistake)
    {
        mistake = null;
        MailEnvelope envelope = Envelope(form);
        if (form.Find("email") is { } raw)
        {
            return ProviderMail.Of(raw.Content) with { Envelope = envelope };
        }

        if (form.Find("headers") is null && form.Find("from") is null)
        {
            mistake = "The form has none of the fields 'email', 'headers' and 'from': it is no mail of Inbound Parse.";
            return null;
        }

        Dictionary<string, string> charsets = ProviderJson.Parse(form.Find("charsets")).Texts();
        return ProviderMail.Of(new MailParts
        {
            Headers = Headers(form, charsets),
            Text = Text(form, "text", charsets),
            Html = Text(form, "html", charsets),
            Attachments = Files(form),
        }) with
        {
            Envelope = envelope,
        };
    }

    private static MailHeaders Headers(FormPayload form, Dictionary<string, string> charsets)
    {
        var headers = new ProviderHeaders();
        if (form.Find("headers") is { } section)
        {
            byte[] ended = [.. section.Content.Span, .. "\r\n\r\n"u8];
            foreach (MailHeader header in MimeReader.Read(ended).Headers)
            {
                headers.Add(header.Name, header.Value);
            }
        }

        foreach (string name in (ReadOnlySpan<string>)["From", "To", "Cc", "Subject"])
        {
            headers.AddMissing(name, Text(form, name.ToLowerInvariant(), charsets));
        }

        return headers.ToHeaders();
    }

    private static string? Text(FormPayload form, string name, Dictionary<string, string> charsets) =>
        form.Find(name) is { } field ? ProviderText.Of(field, charsets.GetValueOrDefault(name)) : null;

    private static List<MailAttachment> Files(FormPayload form)
    {
        JsonElement? info = ProviderJson.Parse(form.Find("attachment-info"));
        Dictionary<string, string> ids = [];
        foreach ((string id, string name) in ProviderJson.Parse(form.Find("content-ids")).Texts())
        {
            ids.TryAdd(name, id);
        }

        var files = new List<MailAttachment>();
        foreach (FormField field in form.Fields)
        {
            if (files.Count == ProviderFiles.Max || !IsFile(field))
            {
                continue;
            }

            JsonElement? about = info is { } all ? all.Member(field.Name) : null;
            files.Add(ProviderFiles.File(
                field.FileName ?? about?.Text("filename") ?? about?.Text("name"),
                field.ContentType ?? about?.Text("type"),
                field.Content,
                about?.Text("content-id") ?? ids.GetValueOrDefault(field.Name),
                files.Count + 1));
        }

        return files;
    }

    private static bool IsFile(FormField field) =>
        field.Name.StartsWith("attachment", StringComparison.Ordinal)
        && field.Name.Length > "attachment".Length
        && field.Name.AsSpan("attachment".Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static MailEnvelope Envelope(FormPayload form)
    {
        JsonElement? said = ProviderJson.Parse(form.Find("envelope"));
        string? from = said?.Text("from");
        var verdict = new ProviderVerdict();
        verdict.Add("spf", form.Text("SPF", VerdictLengthMax), "smtp.mailfrom", from);
        foreach ((string domain, string result) in Signatures(form.Text("dkim", VerdictLengthMax) ?? string.Empty))
        {
            verdict.Add("dkim", result, "header.d", domain);
        }

        return new MailEnvelope
        {
            From = from,
            To = [.. ProviderRecipients.Of(said is { } envelope ? envelope.Member("to").Items().Select(static item => ((JsonElement?)item).Text()) : [])],
            AuthenticationResults = verdict.ToString(),
        };
    }

    // It looks like JSON and is none: {@example.org : pass, @example.com : fail}
    private static IEnumerable<(string Domain, string Result)> Signatures(string dkim)
    {
        foreach (string pair in dkim.Trim().Trim('{', '}').Split(','))
        {
            int colon = pair.LastIndexOf(':');
            if (colon > 0)
            {
                yield return (pair[..colon].Trim().Trim('"').TrimStart('@'), pair[(colon + 1)..].Trim().Trim('"'));
            }
        }
    }
}
