using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.Bounces;

public sealed class When_a_mail_was_not_delivered
{
    private const string Report = "multipart/report; report-type=delivery-status; boundary=x";

    [Fact]
    public void The_report_names_recipient_code_and_the_mail()
    {
        Bounce bounce = Read("""
            Reporting-MTA: dns; mx.corp.example
            Arrival-Date: Tue, 3 Nov 2026 09:14:02 +0100

            Original-Recipient: rfc822;ann@corp.example
            Final-Recipient: rfc822; ann.lee@mail.corp.example
            Action: failed
            Status: 5.1.1 (bad destination)
            Diagnostic-Code: smtp; 550 5.1.1 <ann.lee@mail.corp.example>: Recipient address rejected:
              User unknown in local recipient table

            Final-Recipient: RFC822; Bob@CORP.example
            Action: Delayed
            Status: 4.4.1
            """, new MailHeaders([new MailHeader("Message-ID", "<sup-1.2.abc@desk.example>")]))!;

        Assert.Equal(
            [
                new BouncedRecipient("ann@corp.example", "failed", "5.1.1", true,
                    "550 5.1.1 <ann.lee@mail.corp.example>: Recipient address rejected: User unknown in local recipient table", "ann.lee@mail.corp.example"),
                new BouncedRecipient("Bob@corp.example", "delayed", "4.4.1", false, null),
            ],
            bounce.Recipients);
        Assert.Equal("<sup-1.2.abc@desk.example>", bounce.OriginalMessageId);
    }

    [Theory]
    [InlineData("5.1.1", "550 no such user", true)]
    [InlineData("5.1.2", "host not found", true)]
    [InlineData("5.1.10", "RecipientNotFound", true)]
    [InlineData("5.2.1", "mailbox disabled", true)]
    [InlineData("5.4.1", "Recipient address rejected: Access denied", true)]
    [InlineData("5.2.2", "mailbox full", false)]
    [InlineData("5.1.1", "552 mailbox is full", false)]
    [InlineData("5.2.3", "message too large", false)]
    [InlineData("5.3.4", "message too big for system", false)]
    [InlineData("5.4.7", "delivery time expired", false)]
    [InlineData("5.1.8", "bad sender's system address", false)]
    [InlineData("5.7.1", "Message rejected as spam", false)]
    [InlineData("5.7.1", "550 5.7.1 user unknown", true)]
    [InlineData("5.6.0", "cannot decode", false)]
    [InlineData("4.2.2", "mailbox full", false)]
    [InlineData("5.0.0", "550 5.1.1 user unknown", true)]
    [InlineData("5.0.0", "550 go away", false)]
    [InlineData("", "550 no such user here", true)]
    [InlineData("", "connection refused", false)]
    public void It_is_permanent_only_if_the_address_itself_is_of_no_use(string status, string diagnostic, bool permanent)
    {
        BouncedRecipient recipient = Assert.Single(
            Read($"X: y\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}")!.Recipients);
        Assert.Equal(permanent, recipient.Permanent);
    }

    [Theory]
    [InlineData("utf-8; j\\x{F6}rg@b.example", "jörg@b.example")]
    [InlineData("utf-8; jörg@b.example", "jörg@b.example")]
    [InlineData("rfc822; a+3Db@c.example", "a=b@c.example")]
    [InlineData("rfc822; support+2Bx@c.example", "support+x@c.example")]
    [InlineData("rfc822; <a@b.example>", "a@b.example")]
    [InlineData("a@b.example", "a@b.example")]
    public void Addresses_are_read_as_reports_write_them(string field, string address) =>
        Assert.Equal(address, Assert.Single(Read($"Original-Recipient: {field}\nAction: failed\nStatus: 5.1.1")!.Recipients).Address);

    [Theory]
    [InlineData("delivered")]
    [InlineData("relayed")]
    [InlineData("expanded")]
    public void What_arrived_is_no_bounce_but_no_person_wrote_it(string action)
    {
        InboundMail mail = Mail(new MailParts { Headers = Headers(), DeliveryStatus = $"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: 2.0.0" });
        Assert.Null(mail.Bounce);
        Assert.Equal(MachineKind.Generated, mail.Machine.Kind);
    }

    [Fact]
    public void A_report_without_fields_is_one_all_the_same()
    {
        InboundMail mail = Mail(new MailParts { Headers = Headers(), Text = "Sorry." });
        Assert.Equal(MachineKind.Bounce, mail.Machine.Kind);
        Assert.Empty(mail.Bounce!.Recipients);
    }

    [Fact]
    public void Qmail_is_understood()
    {
        Bounce bounce = Words(
            "MAILER-DAEMON@mx.example",
            "failure notice",
            "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n"
            + "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<ann@corp.example>:\n192.0.2.1 does not like recipient.\n"
            + "Remote host said: 550 5.1.1 unknown user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <sup-1@desk.example>\nTo: ann@corp.example")!;
        BouncedRecipient recipient = Assert.Single(bounce.Recipients);
        Assert.Equal(("ann@corp.example", "failed", "5.1.1", true), (recipient.Address, recipient.Action, recipient.Status, recipient.Permanent));
        Assert.Equal("<sup-1@desk.example>", bounce.OriginalMessageId);
    }

    [Fact]
    public void Exim_is_understood()
    {
        Bounce bounce = Words(
            "Mailer-Daemon@mx.example",
            "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\n"
            + "recipients. This is a permanent error. The following address(es) failed:\n\n  ann@corp.example\n    host mx.corp.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO: 550 5.1.1 no such user\n",
            new MailHeader("X-Failed-Recipients", "ann@corp.example"))!;
        BouncedRecipient recipient = Assert.Single(bounce.Recipients);
        Assert.Equal(("ann@corp.example", "5.1.1", true), (recipient.Address, recipient.Status, recipient.Permanent));
    }

    [Fact]
    public void Exim_s_warning_is_no_failure() => Assert.Equal(
        "delayed",
        Assert.Single(Words(
            "Mailer-Daemon@mx.example",
            "Warning: message 1abc delayed 24 hours",
            "A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours.\n\nThe address to which the message has not yet been delivered is:\n\n  ann@corp.example\n\nNo action is required on your part.")!.Recipients).Action);

    [Fact]
    public void Exchange_is_understood()
    {
        BouncedRecipient recipient = Assert.Single(Words(
            "postmaster@corp.example",
            "Undeliverable: Printer",
            "Delivery has failed to these recipients or groups:\n\nann@corp.example<mailto:ann@corp.example>\nThe email address you entered couldn't be found.\n\nDiagnostic information for administrators:\n\nGenerating server: x.corp.example\n\nann@corp.example\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found ##")!.Recipients);
        Assert.Equal(("ann@corp.example", "failed"), (recipient.Address, recipient.Action));
    }

    [Fact]
    public void A_person_who_speaks_of_a_bounce_reports_none() =>
        Assert.Null(Words("ann@corp.example", "Undeliverable: why?", "I got this:\n\n<bob@corp.example>:\n550 5.1.1 user unknown"));

    private static Bounce? Read(string status, MailHeaders? returned = null) =>
        Mail(new MailParts { Headers = Headers(), DeliveryStatus = status, Returned = returned }).Bounce;

    private static Bounce? Words(string from, string subject, string text, params MailHeader[] more) =>
        Mail(new MailParts { Headers = new MailHeaders([new MailHeader("From", from), new MailHeader("Subject", subject), .. more]), Text = text }).Bounce;

    private static MailHeaders Headers() => new([new MailHeader("From", "MAILER-DAEMON@mx.example"), new MailHeader("Content-Type", Report)]);

    private static InboundMail Mail(MailParts parts) => InboundMail.Of(parts);
}
