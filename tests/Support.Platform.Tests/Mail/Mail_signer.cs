using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Support.Platform.Mail;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Mail;

public sealed class Mail_signer
{
    private const string Support = "support@example.test";
    private static readonly TicketId Ticket = TicketId.FromEntropy([1, 2, 3, 4, 5]);
    private static readonly MailSigner Signer = new([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    [Fact]
    public void Makes_an_address_for_one_recipient_of_one_ticket()
    {
        string address = Signer.ReplyAddress(Support, Ticket, "Ann@Example.com");

        Assert.True(MailAddressFormat.IsValid(address));
        Assert.StartsWith("support+sup-", address, StringComparison.Ordinal);
        (TicketId ticket, string token) = MailSigner.ReadAddress(Support, address.ToUpperInvariant())!.Value;
        Assert.Equal(Ticket, ticket);
        Assert.True(Signer.Fits(ticket, token, "ann@example.com"));
        Assert.False(Signer.Fits(ticket, token, "bob@example.com"));
        Assert.False(Signer.Fits(Some.Id(), token, "ann@example.com"));
        Assert.False(new MailSigner(new byte[32]).Fits(ticket, token, "ann@example.com"));
    }

    [Theory]
    [InlineData("support@example.test")]
    [InlineData("support+sup-12345678.0@other.test")]
    [InlineData("other+sup-12345678.0@example.test")]
    [InlineData("support+@example.test")]
    [InlineData("support+sup-12345678@example.test")]
    [InlineData("@")]
    [InlineData("")]
    public void Reads_no_other_address(string address) => Assert.Null(MailSigner.ReadAddress(Support, address));

    [Fact]
    public void Makes_no_address_that_mail_cannot_carry()
    {
        string support = $"{new string('s', 40)}@example.test";

        Assert.Equal(support, Signer.ReplyAddress(support, Ticket, "ann@example.com"));
        Assert.Equal("a+b@example.test", Signer.ReplyAddress("a+b@example.test", Ticket, "ann@example.com"));
    }

    [Fact]
    public void Knows_its_own_message_ids()
    {
        var notice = new Notice { EventVersion = 7, Reason = NoticeReason.PublicReply, Channel = NoticeChannel.Email, Recipient = "ann@example.com", At = default };

        string id = Signer.MessageId(Ticket, notice, "example.test");
        string forged = id.Replace(".7.", ".8.", StringComparison.Ordinal);

        Assert.Equal(new OwnMessageId(Ticket, 7, MailSigner.HashOf(notice), true), Signer.ReadMessageId(id, "EXAMPLE.test"));
        Assert.Equal(new OwnMessageId(Ticket, null, null, true), Signer.ReadMessageId(Signer.RootId(Ticket, "example.test").ToUpperInvariant(), "example.test"));
        Assert.False(Signer.ReadMessageId(forged, "example.test")!.Signed);
        Assert.False(Signer.ReadMessageId($"<{Ticket.Value}@example.test>", "example.test")!.Signed);
        Assert.Null(Signer.ReadMessageId(id, "other.test"));
        Assert.Null(Signer.ReadMessageId("<hello@example.test>", "example.test"));
        Assert.Null(Signer.ReadMessageId("", "example.test"));
    }
}
