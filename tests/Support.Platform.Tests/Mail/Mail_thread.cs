using System.Net.Mail;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Mail;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Mail;

public sealed class Mail_thread
{
    private static readonly MailSigner Signer = new([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    private static readonly TicketId Ticket = TicketId.FromEntropy([1, 2, 3, 4, 5]);

    [Fact]
    public void Begins_with_the_acknowledgement()
    {
        IReadOnlyDictionary<string, string> headers = Headers(Notice(NoticeReason.Acknowledgement));

        Assert.Equal(Signer.RootId(Ticket, "example.test"), headers["Message-ID"]);
        Assert.Equal("auto-replied", headers["Auto-Submitted"]);
        Assert.False(headers.ContainsKey("References"));
        Assert.False(headers.ContainsKey("In-Reply-To"));
    }

    [Theory]
    [InlineData("<a.b-1@customer.example>", true)]
    [InlineData("a.b-1@customer.example", false)]
    [InlineData("<a b@customer.example>", false)]
    [InlineData("<a\r\nBcc: eve@example.com@customer.example>", false)]
    [InlineData("<a> <b>", false)]
    public void Goes_on_beside_the_mail_that_opened_the_ticket(string theirs, bool named)
    {
        string root = Headers(Notice(NoticeReason.Acknowledgement))["Message-ID"];

        IReadOnlyDictionary<string, string> first = Headers(Notice(NoticeReason.Acknowledgement), theirs);
        IReadOnlyDictionary<string, string> later = Headers(Notice(NoticeReason.PublicReply, 7), theirs);

        Assert.Equal(named ? theirs : null, first.GetValueOrDefault("In-Reply-To"));
        Assert.Equal(named ? theirs : null, first.GetValueOrDefault("References"));
        Assert.Equal(named ? $"{theirs} {root}" : root, later["References"]);
    }

    [Fact]
    public void Goes_on_under_the_same_root()
    {
        string root = Headers(Notice(NoticeReason.Acknowledgement))["Message-ID"];

        IReadOnlyDictionary<string, string> headers = Headers(Notice(NoticeReason.PublicReply, 7));

        Assert.Equal((root, root), (headers["In-Reply-To"], headers["References"]));
        Assert.Equal(("auto-generated", Ticket.Value), (headers["Auto-Submitted"], headers["X-Support-Ticket"]));
        Assert.NotEqual(root, headers["Message-ID"]);
    }

    [Fact]
    public void Gives_a_mail_that_is_sent_again_the_same_id_and_every_other_mail_another()
    {
        Notice notice = Notice(NoticeReason.SlaWarning, 7);
        Notice[] others =
        [
            notice with { EventVersion = 8 }, notice with { Reason = NoticeReason.SlaBreach }, notice with { Recipient = "bob@example.com" },
        ];

        Assert.Equal(Headers(notice)["Message-ID"], Headers(notice with { Cause = "in other words" })["Message-ID"]);
        Assert.Equal(MailThread.OperationId(Ticket, notice), MailThread.OperationId(Ticket, notice with { Cause = "x" }));
        Assert.Equal(4, others.Append(notice).Select(other => Headers(other)["Message-ID"]).Distinct().Count());
        Assert.Equal(4, others.Append(notice).Select(other => MailThread.OperationId(Ticket, other)).Distinct().Count());
        Assert.NotEqual(MailThread.OperationId(Ticket, notice), MailThread.OperationId(Some.Id(), notice));
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("ann@example.com\r\nBcc: eve@example.com")]
    [InlineData("<ann>@example.com")]
    [InlineData("\"a b\"@example.com")]
    public void Lets_nothing_of_the_recipient_into_a_header(string recipient)
    {
        foreach (NoticeReason reason in Enum.GetValues<NoticeReason>())
        {
            IReadOnlyDictionary<string, string> headers = Headers(Notice(reason) with { Recipient = recipient });

            Assert.All(headers, header => Assert.DoesNotMatch(@"[^\x21-\x7E]", header.Value));
            using var mail = new MailMessage();
            foreach ((string name, string value) in headers)
            {
                mail.Headers.Add(name, value);
            }

            Assert.Matches(@"^<[a-z0-9.-]+@example\.test>$", headers["Message-ID"]);
        }
    }

    private static IReadOnlyDictionary<string, string> Headers(Notice notice, string? answered = null) =>
        MailThread.Headers(Signer, Ticket, notice, "support@example.test", answered);

    private static Notice Notice(NoticeReason reason, int version = 1) => new()
    {
        EventVersion = version,
        Reason = reason,
        Channel = NoticeChannel.Email,
        Recipient = "ann@example.com",
        At = Some.At("2026-03-02T09:00:00Z"),
    };
}
