using System.Text;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Support.Mail.Providers;
using Xunit;

namespace Support.Mail.Tests.Providers;

public sealed class Mails_of_providers
{
    public static TheoryData<string> Providers => ["sendgrid", "mailgun", "postmark"];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Have_the_same_header_texts_and_files(string provider)
    {
        MailParts parts = Read(provider).Parts;

        Assert.Equal("\"Lee, Ann\" <ann@customer.example>", parts.Headers.First("From"));
        Assert.Contains("help@example.test", parts.Headers.First("To"), StringComparison.Ordinal);
        Assert.Contains("bob@customer.example", parts.Headers.First("Cc"), StringComparison.Ordinal);
        Assert.Equal("Label", parts.Headers.First("Subject"));
        Assert.Equal("<1@customer.example>", parts.Headers.First("Message-ID"));
        Assert.Equal("Mon, 2 Mar 2026 09:00:00 +0000", parts.Headers.First("Date"));
        Assert.Equal("The label is wrong.\n", parts.Text);
        Assert.Equal("<p>The label is wrong.<img src=\"cid:i1\"></p>", parts.Html);
        Assert.Equal(
            [("label.png", "image/png", "i1", true, "\u0001\u0002PNG"), ("log.txt", "text/plain", null, false, "a line")],
            parts.Attachments.Select(file => (file.Name, file.ContentType, file.ContentId, file.Inline, Encoding.UTF8.GetString(file.Content.Span))));
    }

    [Theory]
    [InlineData("sendgrid", "spf=pass smtp.mailfrom=bounce@customer.example; dkim=pass header.d=customer.example; dkim=fail header.d=other.example")]
    [InlineData("mailgun", "spf=pass smtp.mailfrom=bounce@customer.example; dkim=pass")]
    [InlineData("postmark", "spf=pass smtp.mailfrom=bounce@customer.example; dkim=pass header.d=customer.example")]
    public void Say_what_the_provider_found_out_and_not_what_the_sender_claims(string provider, string results)
    {
        MailEnvelope envelope = Read(provider).Envelope;
        Assert.Equal("bounce@customer.example", envelope.From);
        Assert.Equal(["help@example.test"], envelope.To);
        Assert.Equal(results, envelope.AuthenticationResults);
    }

    [Theory]
    [InlineData("{@evil.example dmarc=pass : pass}", "dkim=pass")]
    [InlineData("{@a.example : pass; dmarc=pass}", null)]
    [InlineData("none", null)]
    [InlineData("", null)]
    public void Carry_no_words_of_a_stranger_in_the_results(string dkim, string? expected)
    {
        string form = Encoding.UTF8.GetString(ProviderSeeds.SendGrid)
            .Replace("{@customer.example : pass, @other.example : fail}", dkim, StringComparison.Ordinal)
            .Replace("\r\n\r\npass\r\n", "\r\n\r\nunknown\r\n", StringComparison.Ordinal);
        Assert.Equal(expected, SendGridForm.Read(FormPayload.Read(Encoding.UTF8.GetBytes(form), ProviderSeeds.FormType, out _)!, out _)!.Envelope.AuthenticationResults);
    }

    [Theory]
    [InlineData("X-Spam-Tests", "SPF_PASS")]
    [InlineData("Received-SPF", "pass")]
    public void Of_postmark_vouch_for_nothing_that_stands_below_another_server(string name, string value)
    {
        string json = "{\"Headers\":[{\"Name\":\"Received\",\"Value\":\"by postmark\"},{\"Name\":\"Received\",\"Value\":\"by other\"},{\"Name\":\"" + name + "\",\"Value\":\"" + value + "\"}]}";
        Assert.Null(PostmarkMail.Read(Encoding.UTF8.GetBytes(json), out _)!.Envelope.AuthenticationResults);
    }

    [Fact]
    public void Have_the_null_path_of_a_bounce()
    {
        Assert.Equal(string.Empty, PostmarkMail.Read("""{"Headers":[{"Name":"Return-Path","Value":"<>"}]}"""u8.ToArray(), out _)!.Envelope.From);
        Assert.Equal(string.Empty, MailgunForm.Read(FormPayload.Read("message-headers=[]&sender=%3C%3E"u8.ToArray(), "application/x-www-form-urlencoded", out _)!, out _)!.Envelope.From);
        Assert.Null(PostmarkMail.Read("""{"Headers":[]}"""u8.ToArray(), out _)!.Envelope.From);
    }

    [Fact]
    public void Are_known_for_delivery_reports()
    {
        string json = """
            {"From":"mailer-daemon@customer.example","Headers":[],"TextBody":"Failed.","Attachments":[
              {"Name":"details.txt","ContentType":"message/delivery-status","Content":"RmluYWwtUmVjaXBpZW50OiByZmM4MjI7Ym9iQGN1c3RvbWVyLmV4YW1wbGU="},
              {"Name":"x","ContentType":"text/rfc822-headers","Content":"TWVzc2FnZS1JRDogPDFAdXMuZXhhbXBsZT4="}]}
            """;
        MailParts parts = PostmarkMail.Read(Encoding.UTF8.GetBytes(json), out _)!.Parts;
        Assert.Equal("Final-Recipient: rfc822;bob@customer.example", parts.DeliveryStatus);
        Assert.Equal("<1@us.example>", parts.Returned?.First("Message-ID"));
    }

    [Fact]
    public void Keep_files_whose_base64_is_damaged()
    {
        string json = """{"Headers":[],"Attachments":[{"Name":"../a\\b/c.txt","Content":"aGVs\r\nbG8","ContentType":"text/plain; x=y"}]}""";
        MailAttachment file = PostmarkMail.Read(Encoding.UTF8.GetBytes(json), out _)!.Parts.Attachments.Single();
        Assert.Equal("c.txt", file.Name);
        Assert.Equal("text/plain", file.ContentType);
        Assert.StartsWith("hel", Encoding.UTF8.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_html_alone_have_no_text_that_mailgun_made()
    {
        FormPayload form = FormPayload.Read(
            "message-headers=[[\"Content-Type\",\"text/html\"]]&body-plain=made&body-html=%3Cp%3Ereal"u8.ToArray(), "application/x-www-form-urlencoded", out _)!;
        MailParts parts = MailgunForm.Read(form, out _)!.Parts;
        Assert.Null(parts.Text);
        Assert.Equal("<p>real", parts.Html);
    }

    [Fact]
    public void Are_cut_where_their_own_bytes_would_be()
    {
        int most = MimeLimits.Usual.TextBytesMax;
        FormPayload form = FormPayload.Read(Encoding.UTF8.GetBytes($"headers=From:+a@b.example&text={new string('x', most)}y"), "application/x-www-form-urlencoded", out _)!;
        Assert.Equal(new string('x', most), SendGridForm.Read(form, out _)!.Parts.Text);
    }

    [Fact]
    public void Have_no_more_members_than_a_provider_writes()
    {
        string json = $"{{\"Headers\":[]{string.Concat(Enumerable.Repeat(",\"a\":1", 2_000))}}}";
        Assert.Null(PostmarkMail.Read(Encoding.UTF8.GetBytes(json), out string? mistake));
        Assert.NotNull(mistake);
    }

    private static ProviderMail Read(string provider) => provider switch
    {
        "sendgrid" => SendGridForm.Read(FormPayload.Read(ProviderSeeds.SendGrid, ProviderSeeds.FormType, out _)!, out _)!,
        "mailgun" => MailgunForm.Read(FormPayload.Read(ProviderSeeds.Mailgun, ProviderSeeds.FormType, out _)!, out _)!,
        _ => PostmarkMail.Read(ProviderSeeds.Postmark, out _)!,
    };
}
