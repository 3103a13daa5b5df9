using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class The_format_of_mail_addresses
{
    [Theory]
    [InlineData("a@example.test")]
    [InlineData("first.last+tag@sub.example.test")]
    [InlineData("o'brien_42@xn--bcher-kva.example")]
    public void Takes_addresses(string text) => Assert.True(MailAddressFormat.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData("@example.test")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@b@example.test")]
    [InlineData("a b@example.test")]
    [InlineData("a@exa mple.test")]
    [InlineData("a@example..test")]
    [InlineData("a@.example.test")]
    [InlineData("a@example.test.")]
    [InlineData("a@-example.test")]
    [InlineData(".a@example.test")]
    [InlineData("a.@example.test")]
    [InlineData("a..b@example.test")]
    [InlineData("a@example.test\r\nBcc: x@example.test")]
    [InlineData("A Person <a@example.test>")]
    [InlineData("a@example.test,b@example.test")]
    [InlineData("\"a b\"@example.test")]
    [InlineData("a@[127.0.0.1]")]
    public void Refuses_what_is_none(string text) => Assert.False(MailAddressFormat.IsValid(text));

    [Fact]
    public void Refuses_what_is_too_long()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('d', 63), 3));

        Assert.True(MailAddressFormat.IsValid($"{new string('a', 61)}@{domain}"));
        Assert.False(MailAddressFormat.IsValid($"{new string('a', 63)}@{domain}"));
        Assert.False(MailAddressFormat.IsValid($"{new string('a', 65)}@example.test"));
        Assert.False(MailAddressFormat.IsValid($"a@{new string('d', 64)}.test"));
    }
}
