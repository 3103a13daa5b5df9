using System.Text;

namespace Support.Mail.Tests.Providers;

/// <summary>Payloads of providers, as they come.</summary>
internal static class ProviderSeeds
{
    public const string Boundary = "xYzZY";

    public static string FormType => $"multipart/form-data; boundary={Boundary}";

    public static byte[] SendGrid { get; } = Form(
        ("headers", "", "Received: by mx1.sendgrid.example\nReceived: by mail.customer.example\nFrom: \"Lee, Ann\" <ann@customer.example>\nTo: Help <help@example.test>\nCc: bob@customer.example\nSubject: Label\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@customer.example>\nAuto-Submitted: no\n"),
        ("from", "", "\"Lee, Ann\" <ann@customer.example>"),
        ("to", "", "Help <help@example.test>"),
        ("subject", "", "Label"),
        ("text", "", "The label is wrong.\r\n"),
        ("html", "", "<p>The label is wrong.<img src=\"cid:i1\"></p>"),
        ("attachments", "", "2"),
        ("attachment-info", "", """{"attachment1":{"filename":"label.png","type":"image/png","content-id":"i1"},"attachment2":{"filename":"log.txt","type":"text/plain"}}"""),
        ("content-ids", "", """{"i1":"attachment1"}"""),
        ("attachment1", "; filename=\"label.png\"\r\nContent-Type: image/png", "\u0001\u0002PNG"),
        ("attachment2", "; filename=\"log.txt\"\r\nContent-Type: text/plain", "a line"),
        ("charsets", "", """{"to":"UTF-8","html":"utf-8","subject":"UTF-8","from":"UTF-8","text":"windows-1252"}"""),
        ("envelope", "", """{"to":["help@example.test"],"from":"bounce@customer.example"}"""),
        ("dkim", "", "{@customer.example : pass, @other.example : fail}"),
        ("SPF", "", "pass"));

    public static byte[] Mailgun { get; } = Form(
        ("recipient", "", "help@example.test"),
        ("sender", "", "bounce@customer.example"),
        ("message-headers", "", """[["X-Mailgun-Spf","Pass"],["X-Mailgun-Dkim-Check-Result","Pass"],["Received","by mxa.mailgun.example"],["X-Mailgun-Spf","Fail"],["From","\"Lee, Ann\" <ann@customer.example>"],["To","Help <help@example.test>"],["Cc","bob@customer.example"],["Subject","Label"],["Date","Mon, 2 Mar 2026 09:00:00 +0000"],["Message-Id","<1@customer.example>"],["Content-Type","multipart/mixed; boundary=x"]]"""),
        ("body-plain", "", "The label is wrong.\r\n"),
        ("body-html", "", "<p>The label is wrong.<img src=\"cid:i1\"></p>"),
        ("stripped-text", "", "not used"),
        ("attachment-count", "", "2"),
        ("content-id-map", "", """{"<i1>":"attachment-1"}"""),
        ("attachment-1", "; filename=\"label.png\"\r\nContent-Type: image/png", "\u0001\u0002PNG"),
        ("attachment-2", "; filename=\"log.txt\"\r\nContent-Type: text/plain", "a line"),
        ("timestamp", "", "1772442000"),
        ("token", "", "0123456789abcdef"),
        ("signature", "", "00"));

    public static byte[] Postmark { get; } = Encoding.UTF8.GetBytes(
        """
        {
          "From": "ann@customer.example", "FromName": "Lee, Ann", "MessageStream": "inbound",
          "FromFull": { "Email": "ann@customer.example", "Name": "Lee, Ann", "MailboxHash": "" },
          "ToFull": [{ "Email": "help@example.test", "Name": "Help", "MailboxHash": "" }],
          "CcFull": [{ "Email": "bob@customer.example", "Name": "", "MailboxHash": "" }], "BccFull": [],
          "OriginalRecipient": "help@example.test", "ReplyTo": "", "Subject": "Label", "MailboxHash": "",
          "MessageID": "22c74902-a0c1-4511-804f-341342852c90", "Date": "Mon, 2 Mar 2026 09:00:00 +0000",
          "TextBody": "The label is wrong.\r\n", "HtmlBody": "<p>The label is wrong.<img src=\"cid:i1\"></p>", "StrippedTextReply": "", "Tag": "",
          "Headers": [
            { "Name": "Return-Path", "Value": "<bounce@customer.example>" },
            { "Name": "Received", "Value": "from mail.customer.example by p-pm-inbound.example" },
            { "Name": "X-Spam-Tests", "Value": "DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS" },
            { "Name": "Received-SPF", "Value": "Pass (sender SPF authorized) identity=mailfrom" },
            { "Name": "Received", "Value": "by mail.customer.example" },
            { "Name": "X-Spam-Tests", "Value": "SPF_FAIL" },
            { "Name": "Message-ID", "Value": "<1@customer.example>" }
          ],
          "Attachments": [
            { "Name": "label.png", "Content": "AQJQTkc=", "ContentType": "image/png", "ContentLength": 5, "ContentID": "i1" },
            { "Name": "log.txt", "Content": "YSBsaW5l", "ContentType": "text/plain", "ContentLength": 6 }
          ]
        }
        """);

    private static byte[] Form(params (string Name, string Headers, string Text)[] fields)
    {
        var body = new StringBuilder();
        foreach ((string name, string headers, string text) in fields)
        {
            body.Append("--").Append(Boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(name).Append('"').Append(headers)
                .Append("\r\n\r\n").Append(text).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(body.Append("--").Append(Boundary).Append("--\r\n").ToString());
    }
}
