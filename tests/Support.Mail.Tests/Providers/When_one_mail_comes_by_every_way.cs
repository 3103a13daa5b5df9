using System.Text;
using System.Text.Json.Nodes;
using Support.Mail.Mime;
using Support.Mail.Parts;
using Support.Mail.Providers;
using Xunit;

namespace Support.Mail.Tests.Providers;

/// <summary>One and the same mail, handed over by each provider in each of its modes, is the same in all that matters.</summary>
public sealed class When_one_mail_comes_by_every_way
{
    private const string Header =
        "From: =?utf-8?q?=C3=84nne?= Lee <ann@customer.example>\r\n" +
        "To: Help Desk <help@example.test>, second@example.test\r\n" +
        "Cc: \"Lee, Bob\" <bob@customer.example>\r\n" +
        "Reply-To: ann.lee@customer.example\r\n" +
        "Subject: Re: =?utf-8?q?Gr=C3=B6=C3=9Fe?= of the label\r\n" +
        "Date: Mon, 2 Mar 2026 09:00:00 +0100\r\n" +
        "Message-ID: <1@customer.example>\r\n" +
        "In-Reply-To: <0@example.test>\r\n" +
        "References: <first@example.test>\r\n <0@example.test>\r\n" +
        "Auto-Submitted: auto-replied\r\n";

    private const string Text = "Größe stimmt nicht.\n\n> What size?\n";
    private const string Html = "<p>Gr&ouml;&szlig;e stimmt nicht.<img src=\"cid:i1\"></p><blockquote>What size?</blockquote>";
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1, 2];

    // Exchange's results stand above the servers of others; the sender's own claim stands below.
    private const string ExchangeHeader =
        "Received: from a.eurprd01.prod.outlook.com by b.eurprd01.prod.outlook.com; Mon, 2 Mar 2026 08:00:03 +0000\r\n" +
        "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=customer.example; dkim=pass header.d=customer.example;dmarc=pass action=none header.from=customer.example\r\n" +
        "Received: from mail.customer.example by mx.mail.protection.outlook.com\r\n";

    public static TheoryData<string> Ways => ["raw", "sendgrid raw", "sendgrid parsed", "mailgun mime", "mailgun parsed", "postmark raw", "postmark parsed", "graph"];

    private static byte[] Mime { get; } = Encoding.UTF8.GetBytes(
        Header + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n" +
        "--m\r\nContent-Type: multipart/related; boundary=r\r\n\r\n" +
        "--r\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n" +
        $"--a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(Text.Replace("\n", "\r\n", StringComparison.Ordinal)))}\r\n" +
        $"--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{Html}\r\n--a--\r\n" +
        $"--r\r\nContent-Type: image/png; name=label.png\r\nContent-ID: <i1>\r\nContent-Disposition: inline; filename=label.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Picture)}\r\n--r--\r\n" +
        "--m\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=sizes.csv\r\n\r\na;b\r\n--m--\r\n");

    [Theory]
    [MemberData(nameof(Ways))]
    public void It_is_the_same_mail(string way)
    {
        InboundMail expected = InboundMail.Of(MimeReader.Read(Mime));
        ProviderMail came = Came(way);
        InboundMail mail = InboundMail.Of(came.Parts, came.Envelope);

        Assert.Equal("<1@customer.example>", mail.MessageId);
        Assert.Equal(new Mailbox("ann@customer.example", "Änne Lee"), mail.From);
        Assert.Equal(expected.To, mail.To);
        Assert.Equal([new Mailbox("bob@customer.example", "Lee, Bob")], mail.Cc);
        Assert.Equal(["ann.lee@customer.example"], mail.ReplyTo.Select(mailbox => mailbox.Address));
        Assert.Equal("Re: Größe of the label", mail.Subject);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), mail.Date?.ToUniversalTime());
        Assert.Equal(["<0@example.test>", "<first@example.test>"], mail.References);
        Assert.Equal(Text.TrimEnd(), mail.Text.TrimEnd());
        Assert.Equal("Größe stimmt nicht.", mail.ReplyText.Trim());
        Assert.Equal(expected.Html, mail.Html);
        Assert.Equal(expected.Machine, mail.Machine);
        Assert.Equal(
            expected.Attachments.Select(file => (file.Name, file.ContentType, file.ContentId, file.Inline, Convert.ToHexString(file.Content.Span))),
            mail.Attachments.Select(file => (file.Name, file.ContentType, file.ContentId, file.Inline, Convert.ToHexString(file.Content.Span))));
    }

    [Theory]
    [InlineData("sendgrid raw")]
    [InlineData("sendgrid parsed")]
    [InlineData("mailgun mime")]
    [InlineData("mailgun parsed")]
    [InlineData("postmark parsed")]
    [InlineData("graph")]
    public void Its_sender_is_vouched_for_alike(string way)
    {
        ProviderMail came = Came(way);
        SenderAuthentication authentication = InboundMail.Of(came.Parts, came.Envelope).Authentication;
        Assert.Equal(("pass", "pass"), (authentication.Spf, authentication.Dkim));
        Assert.True(authentication.IsProven);
    }

    [Theory]
    [InlineData("Received: by mail.customer.example\r\nAuthentication-Results: spf=pass; dmarc=pass\r\n")]
    [InlineData("Authentication-Results: mx.customer.example; dmarc=pass\r\n")]
    [InlineData("")]
    public void Exchange_vouches_only_for_what_it_wrote(string header)
    {
        Assert.Null(ExchangeMail.Read(Encoding.UTF8.GetBytes(header + Header + "\r\n"), believes: true).Envelope.AuthenticationResults);
        Assert.Null(ExchangeMail.Read(Encoding.UTF8.GetBytes(ExchangeHeader + Header + "\r\n"), believes: false).Envelope.AuthenticationResults);
    }

    private static ProviderMail Came(string way) => way switch
    {
        "raw" => ProviderMail.Of(Mime),
        "sendgrid raw" => SendGrid(("email", Encoding.UTF8.GetString(Mime))),
        "sendgrid parsed" => SendGrid(
            ("headers", Header.Replace("\r\n", "\n", StringComparison.Ordinal)),
            ("text", Text),
            ("html", Html),
            ("attachment-info", """{"attachment1":{"filename":"label.png","type":"image/png","content-id":"i1"},"attachment2":{"filename":"sizes.csv","type":"text/csv"}}"""),
            ("attachment1", Encoding.Latin1.GetString(Picture)),
            ("attachment2", "a;b")),
        "mailgun mime" => Mailgun(("body-mime", Encoding.UTF8.GetString([.. "X-Mailgun-Spf: Pass\r\nX-Mailgun-Dkim-Check-Result: Pass\r\n"u8, .. Mime]))),
        "mailgun parsed" => Mailgun(
            ("message-headers", Pairs().ToJsonString()),
            ("body-plain", Text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            ("body-html", Html),
            ("content-id-map", """{"<i1>":"attachment-1"}"""),
            ("attachment-1", Encoding.Latin1.GetString(Picture)),
            ("attachment-2", "a;b")),
        "postmark raw" => PostmarkMail.Read(Encoding.UTF8.GetBytes(new JsonObject { ["RawEmail"] = Encoding.UTF8.GetString(Mime) }.ToJsonString()), out _)!,
        "postmark parsed" => PostmarkMail.Read(Encoding.UTF8.GetBytes(Postmark().ToJsonString()), out _)!,
        _ => ExchangeMail.Read(Encoding.UTF8.GetBytes(ExchangeHeader + Encoding.UTF8.GetString(Mime)), believes: true),
    };

    private static ProviderMail SendGrid(params (string Name, string Text)[] fields) => SendGridForm.Read(
        Form([.. fields, ("envelope", """{"to":["help@example.test"],"from":"ann@customer.example"}"""), ("SPF", "pass"), ("dkim", "{@customer.example : pass}")]), out _)!;

    private static ProviderMail Mailgun(params (string Name, string Text)[] fields) => MailgunForm.Read(
        Form([.. fields, ("recipient", "help@example.test"), ("sender", "ann@customer.example")]), out _)!;

    private static FormPayload Form(params (string Name, string Text)[] fields) => new(
    [
        .. fields.Select(static field => new FormField(field.Name, field.Name[^2..] is "-1" or "t1" ? Picture : Encoding.UTF8.GetBytes(field.Text))
        {
            FileName = field.Name[^1] switch { '1' => "label.png", '2' => "sizes.csv", _ => null },
            ContentType = field.Name[^1] switch { '1' => "image/png", '2' => "text/csv", _ => null },
        }),
    ]);

    private static JsonArray Pairs() =>
    [
        new JsonArray("X-Mailgun-Spf", "Pass"),
        new JsonArray("X-Mailgun-Dkim-Check-Result", "Pass"),
        .. MimeReader.Read(Encoding.UTF8.GetBytes(Header + "\r\n")).Headers.Select(static header => (JsonNode)new JsonArray(header.Name, header.Value)),
    ];

    private static JsonObject Postmark()
    {
        string[] apart = ["From", "To", "Cc", "Reply-To", "Subject", "Date"];
        IEnumerable<MailHeader> rest = MimeReader.Read(Encoding.UTF8.GetBytes(Header + "\r\n")).Headers.Where(header => !apart.Contains(header.Name));
        (string Name, string Value)[] own =
            [("Return-Path", "<ann@customer.example>"), ("Received", "by p-pm-inbound.example"), ("X-Spam-Tests", "DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS")];
        return new JsonObject
        {
            ["FromFull"] = Person("ann@customer.example", "Änne Lee"),
            ["ToFull"] = new JsonArray(Person("help@example.test", "Help Desk"), Person("second@example.test", string.Empty)),
            ["CcFull"] = new JsonArray(Person("bob@customer.example", "Lee, Bob")),
            ["ReplyTo"] = "ann.lee@customer.example",
            ["Subject"] = "Re: Größe of the label",
            ["Date"] = "Mon, 2 Mar 2026 09:00:00 +0100",
            ["TextBody"] = Text,
            ["HtmlBody"] = Html,
            ["Headers"] = new JsonArray([.. own.Concat(rest.Select(static header => (header.Name, header.Value)))
                .Select(static header => (JsonNode)new JsonObject { ["Name"] = header.Item1, ["Value"] = header.Item2 })]),
            ["Attachments"] = new JsonArray(
                new JsonObject { ["Name"] = "label.png", ["ContentType"] = "image/png", ["Content"] = Convert.ToBase64String(Picture), ["ContentID"] = "i1" },
                new JsonObject { ["Name"] = "sizes.csv", ["ContentType"] = "text/csv", ["Content"] = Convert.ToBase64String("a;b"u8) }),
        };
    }

    private static JsonObject Person(string address, string name) => new() { ["Email"] = address, ["Name"] = name, ["MailboxHash"] = string.Empty };
}
