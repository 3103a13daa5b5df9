using System.Text;
using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.Mime;

public sealed class When_a_mail_is_taken_apart
{
    [Fact]
    public void A_plain_one_is_its_text()
    {
        MailParts parts = Mails.Read("From: ann@example.com\nSubject: Printer\n\nIt is\njammed.\n");
        Assert.Equal("It is\njammed.\n", parts.Text);
        Assert.Null(parts.Html);
        Assert.Empty(parts.Attachments);
        Assert.Empty(parts.Remarks);
    }

    [Fact]
    public void Its_text_and_its_html_are_told_apart_and_its_files_kept()
    {
        MailParts parts = Mails.Read("""
            From: ann@example.com
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            For programs that know no MIME.
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe, =
            Ann
            --inner
            Content-Type: text/html; charset=utf-8

            <p>Gr&uuml;&szlig;e, Ann</p>
            --inner--
            --outer
            Content-Type: application/pdf; name="=?utf-8?Q?B=C3=BCcher.pdf?="
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename*=utf-8''B%C3%BCcher.pdf

            JVBERi0x
            LjQ=
            --outer--
            Nobody reads this.
            """);
        Assert.Equal("Grüße, Ann", parts.Text);
        Assert.Equal("<p>Gr&uuml;&szlig;e, Ann</p>", parts.Html);
        MailAttachment file = Assert.Single(parts.Attachments);
        Assert.Equal(("Bücher.pdf", "application/pdf", false), (file.Name, file.ContentType, file.Inline));
        Assert.Equal("%PDF-1.4", Encoding.ASCII.GetString(file.Content.Span));
        Assert.Empty(parts.Remarks);
    }

    [Fact]
    public void One_of_html_alone_has_no_text() =>
        Assert.Equal((null, "<b>Hi</b>"), Mails.Read("Content-Type: text/html\n\n<b>Hi</b>") is var parts ? (parts.Text, parts.Html) : default);

    [Fact]
    public void An_attached_mail_is_a_file_that_is_called_by_its_subject()
    {
        MailAttachment file = Assert.Single(Mails.Read("""
            Content-Type: multipart/mixed; boundary=b

            --b

            See below.
            --b
            Content-Type: message/rfc822

            Subject: =?utf-8?Q?R=C3=BCckfrage:_a/b?=
            Content-Type: multipart/mixed; boundary=c

            --c

            Inner text.
            --c
            Content-Disposition: attachment; filename=inner.txt

            Inner file.
            --c--
            --b--
            """).Attachments);
        Assert.Equal("Rückfrage_ a_b.eml", file.Name);
        Assert.EndsWith("--c--", Encoding.ASCII.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_gives_its_status_and_the_header_of_what_came_back()
    {
        MailParts parts = Mails.Read("""
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Your mail could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; gone@example.com
            Action: failed
            Status: 5.1.1
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <ours@support.example>
            Subject: [SUP-1] Printer
            --b--
            """);
        Assert.Equal("Your mail could not be delivered.", parts.Text);
        Assert.Contains("Status: 5.1.1", parts.DeliveryStatus, StringComparison.Ordinal);
        Assert.Equal("<ours@support.example>", parts.Returned?.First("Message-ID"));
        Assert.Empty(parts.Attachments);
    }

    [Fact]
    public void Texts_around_a_picture_are_joined_in_order()
    {
        MailParts parts = Mails.Read("""
            Content-Type: multipart/mixed; boundary=b

            --b

            Before.
            --b
            Content-Type: image/png; name=screen.png
            Content-Disposition: inline; filename=screen.png

            x
            --b

            After.
            --b--
            """);
        Assert.Equal("Before.\n\nAfter.", parts.Text);
        Assert.True(Assert.Single(parts.Attachments).Inline);
    }
}
