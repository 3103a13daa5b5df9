using System.Text.Json;
using Support.Mail.Mime;
using Support.Mail.Parts;

namespace Support.Mail.Providers;

/// <summary>
/// A form of a Mailgun route, in either of its modes: taken apart (<c>message-headers</c>, <c>body-plain</c>, <c>body-html</c>,
/// <c>attachment-1</c> …) or raw (<c>body-mime</c>). What Mailgun strips of quotes and signatures is not used: that is judged
/// here, the same for every way in.
/// </summary>
public static class MailgunForm
{
    private const string FilePrefix = "attachment-";
    private const int AddressLengthMax = 10_000;

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="mistake">Why it is no mail; null when it is one.</param>
    public static ProviderMail? Read(FormPayload form, out string? mistake)
    {
        mistake = null;
        ProviderMail mail;
        if (form.Find("body-mime") is { } raw)
        {
            mail = ProviderMail.Of(raw.Content);
        }
        else if (Headers(form) is { } headers)
        {
            mail = ProviderMail.Of(new MailParts
            {
                Headers = headers,
                Text = IsHtmlAlone(headers) ? null : Text(form, "body-plain"),
                Html = Text(form, "body-html"),
                Attachments = Files(form),
            });
        }
        else
        {
            mistake = "The form has neither 'body-mime' nor 'message-headers' with a JSON list of pairs: it is no mail of a route.";
            return null;
        }

        return mail with { Envelope = Envelope(form, mail.Parts.Headers) };
    }

    private static MailHeaders? Headers(FormPayload form)
    {
        if (ProviderJson.Parse(form.Find("message-headers")) is not { ValueKind: JsonValueKind.Array } pairs)
        {
            return null;
        }

        var headers = new ProviderHeaders();
        foreach (JsonElement pair in ((JsonElement?)pairs).Items())
        {
            if (pair is { ValueKind: JsonValueKind.Array } && pair.GetArrayLength() == 2)
            {
                headers.Add(((JsonElement?)pair[0]).Text(), ((JsonElement?)pair[1]).Text());
            }
        }

        return headers.ToHeaders();
    }

    // Mailgun writes a plain text for a mail that has none; the one made here is like that of every other way in.
    private static bool IsHtmlAlone(MailHeaders headers) => HeaderParameters.Read(headers.First("Content-Type")).Value == "text/html";

    // There may be several of a name: one for each part of the mail.
    private static string? Text(FormPayload form, string name)
    {
        string[] texts = [.. form.Fields.Where(field => field.Name == name).Select(static field => ProviderText.Of(field, "utf-8")).OfType<string>()];
        return texts.Length == 0 ? null : ProviderText.Of(string.Join("\n", texts));
    }

    private static List<MailAttachment> Files(FormPayload form)
    {
        Dictionary<string, string> ids = [];
        foreach ((string id, string name) in ProviderJson.Parse(form.Find("content-id-map")).Texts())
        {
            ids.TryAdd(name, id);
        }

        var files = new List<MailAttachment>();
        foreach (FormField field in form.Fields)
        {
            if (files.Count < ProviderFiles.Max && field.Name.StartsWith(FilePrefix, StringComparison.Ordinal)
                && field.Name.AsSpan(FilePrefix.Length) is { Length: > 0 } number && number.IndexOfAnyExceptInRange('0', '9') < 0)
            {
                files.Add(ProviderFiles.File(field.FileName, field.ContentType, field.Content, ids.GetValueOrDefault(field.Name), files.Count + 1));
            }
        }

        return files;
    }

    private static MailEnvelope Envelope(FormPayload form, MailHeaders headers)
    {
        string? sender = form.Text("sender", AddressLengthMax)?.Trim().Trim('<', '>');

        // Mailgun puts its own fields on top; what stands below a Received came with the mail, whoever wrote it.
        MailHeader[] own = [.. ProviderHeaders.OnTop(headers, received: 0)];
        var verdict = new ProviderVerdict();
        verdict.Add("spf", ProviderHeaders.First(own, "X-Mailgun-Spf"), "smtp.mailfrom", sender);
        verdict.Add("dkim", ProviderHeaders.First(own, "X-Mailgun-Dkim-Check-Result"));
        return new MailEnvelope
        {
            From = sender,
            To = ProviderRecipients.Of((form.Text("recipient", AddressLengthMax) ?? string.Empty).Split(',')),
            AuthenticationResults = verdict.ToString(),
        };
    }
}
