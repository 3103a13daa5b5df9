using FsCheck;
using FsCheck.Fluent;
using Support.Mail.Parts;
using Support.Mail.Tests.Html;
using Xunit;

namespace Support.Mail.Tests;

/// <summary>Whatever the parts of a mail hold, there is a normal form, it is the same every time, and it keeps its promises.</summary>
public sealed class When_any_parts_become_a_mail
{
    private const int Cases = 1500;

    private static readonly string[] Names =
    [
        "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "List-Id", "X-Loop", "Return-Path",
        "Authentication-Results", "Received", "X-Failed-Recipients", "X-Support-Ticket", "X-Auto-Response-Suppress", "Content-Type", "X-Autoreply", "",
    ];

    private static readonly string[] Values =
    [
        "", " ", "ann@corp.example", "MAILER-DAEMON@mx.example", "Ann <ann@corp.example>, =?utf-8?q?B=C3?= <b", "<>", "no", "auto-replied; x", "<a@b> <c@d", "Tue, 3 Nov 2026 25:61 +9999",
        "mx.desk.example; dkim=pass (((", "from a by b.example; (", "multipart/report; report-type=delivery-status", "Fwd: Re: AW[2]: x", "=?utf-8?b?gA==?=", "\ud800", "\0\u202e", ";;;;", "yes", "All, OOF", "Undeliverable: x",
    ];

    private static readonly string[] Texts =
    [
        "Hello", "", "> old\n", "On Tue, Nov 3, 2026 at 9:14 AM Ann <a@b.example> wrote:\n", "-- \nAnn", "From: a@b\nTo: c\nSubject: d\n", "<ann@corp.example>:\n550 5.1.1 x\n", "\n\n", "\ud83d", "Message-ID: <", "Message-ID: <x@y>",
        "Final-Recipient: rfc822; a@b.example\n", "Action: failed\n", "Status: 5.", "Status: 5.1.1.1\n", "Original-Recipient: utf-8; \\x{110000}@b\n", "Diagnostic-Code: ;\n", "+2", ": \n", " folded\n",
    ];

    private static readonly MailIdentity Own = new() { Addresses = ["support@desk.example", "", "@"], MessageIdDomains = ["desk.example"], TrustedServers = ["mx.desk.example", ""] };

    [Fact]
    public void It_never_fails_and_keeps_what_it_promises() => Property.Holds(
        from headers in (from name in Gen.Elements(Names) from value in Gen.Elements(Values) select new MailHeader(name, value)).ListOf()
        from text in Gen.OneOf(Gen.Constant<string?>(null), Texted())
        from html in Gen.OneOf(Gen.Constant<string?>(null), TagSoup.Drawn.Select(soup => (string?)soup))
        from status in Gen.OneOf(Gen.Constant<string?>(null), Texted())
        from path in Gen.Elements<string?>(null, "", "<>", "ann@corp.example", "@")
        select new Drawn(new MailParts { Headers = new MailHeaders([.. headers]), Text = text, Html = html, DeliveryStatus = status, Returned = status is null ? null : new MailHeaders([.. headers]) }, path),
        drawn =>
        {
            var envelope = new MailEnvelope { From = drawn.Path, AuthenticationResults = drawn.Path };
            var mail = InboundMail.Of(drawn.Parts, envelope, Own);
            var again = InboundMail.Of(drawn.Parts, envelope, Own);

            Assert.Equal((mail.Text, mail.ReplyText, mail.Html, mail.Machine, mail.Subject), (again.Text, again.ReplyText, again.Html, again.Machine, again.Subject));
            Assert.Equal(string.IsNullOrWhiteSpace(mail.Text), string.IsNullOrWhiteSpace(mail.ReplyText));
            Assert.DoesNotContain('\n', mail.Subject);
            Assert.Equal(mail.Machine.IsAutomatic, mail.Machine.Reason is not null);
            Assert.True(mail.Bounce is null || mail.Machine.Kind is MachineKind.Bounce or MachineKind.Own);
            Assert.All(mail.Bounce?.Recipients ?? [], recipient => Assert.Contains('@', recipient.Address));
        },
        count: Cases);

    private static Gen<string?> Texted() => Gen.Elements(Texts).ArrayOf().Select(parts => (string?)string.Concat(parts));

    private sealed record Drawn(MailParts Parts, string? Path);
}
