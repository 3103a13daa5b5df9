using Support.Mail.Mime;
using Xunit;

namespace Support.Mail.Tests.Mime;

public sealed class When_addresses_are_read
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com", null)]
    [InlineData("<ann@example.com>", "ann@example.com", null)]
    [InlineData("Ann Example <ann@EXAMPLE.com>", "ann@example.com", "Ann Example")]
    [InlineData("\"Example, Ann\" <ann@example.com>", "ann@example.com", "Example, Ann")]
    [InlineData("\"'Ann Example'\" <ann@example.com>", "ann@example.com", "Ann Example")]
    [InlineData("\"Ann \\\"the boss\\\" Example\" <ann@example.com>", "ann@example.com", "Ann \"the boss\" Example")]
    [InlineData("ann@example.com (Ann Example)", "ann@example.com", "Ann Example")]
    [InlineData("ann@example.com (Ann (nested) Example)", "ann@example.com", "Ann (nested) Example")]
    [InlineData("Ann (work) <ann@example.com>", "ann@example.com", "Ann")]
    [InlineData("Ann Example ann@example.com", "ann@example.com", "Ann Example")]
    [InlineData("Ann Example <ann@example.com", "ann@example.com", "Ann Example")]
    [InlineData("\"Ann Example <ann@example.com>", "ann@example.com", "Ann Example")]
    [InlineData("< ann @ example.com >", "ann@example.com", null)]
    [InlineData("ann @ example.com", "ann@example.com", null)]
    [InlineData("Ann <ann(home)@example.com>", "ann@example.com", "Ann")]
    [InlineData("\"ann smith\"@example.com", "\"ann smith\"@example.com", null)]
    [InlineData("Ann <\"ann smith\"@example.com>", "\"ann smith\"@example.com", "Ann")]
    [InlineData("<@relay.example,@other.example:ann@example.com>", "ann@example.com", null)]
    [InlineData("mailto:ann@example.com", "ann@example.com", null)]
    [InlineData("Ann <mailto:ann@example.com>", "ann@example.com", "Ann")]
    [InlineData("Ann <at work> <ann@example.com>", "ann@example.com", "Ann")]
    [InlineData("ann@[192.0.2.1]", "ann@[192.0.2.1]", null)]
    [InlineData("ann@[IPv6:2001:db8::1]", "ann@[ipv6:2001:db8::1]", null)]
    [InlineData("Änne <änne@bücher.example>", "änne@bücher.example", "Änne")]
    [InlineData("=?iso-8859-1?Q?J=F6rg_M=FCller?= <joerg@example.com>", "joerg@example.com", "Jörg Müller")]
    [InlineData("\"=?utf-8?B?SsO2cmc=?=\" <joerg@example.com>", "joerg@example.com", "Jörg")]
    [InlineData("=?utf-8?Q?M=C3=BCller,_J=C3=B6rg:_IT?= <joerg@example.com>", "joerg@example.com", "Müller, Jörg: IT")]
    [InlineData("Re: Ann <ann@example.com>", "ann@example.com", "Ann")]
    [InlineData("\"ann@example.com\" <other@example.com>", "other@example.com", "ann@example.com")]
    [InlineData("ann@example.com.", "ann@example.com", null)]
    [InlineData("ann@example.com <ann@example.com>", "ann@example.com", "ann@example.com")]
    public void One_is_told_from_its_name(string header, string address, string? name) =>
        Assert.Equal([new Mailbox(address, name)], Addresses.Read(header));

    [Theory]
    [InlineData("a@x.example, b@x.example")]
    [InlineData("a@x.example; b@x.example")]
    [InlineData("a@x.example b@x.example")]
    [InlineData("a@x.example,, ,b@x.example,")]
    [InlineData("Friends: a@x.example, b@x.example;")]
    [InlineData("Friends: a@x.example; Others: b@x.example;, Nobody:;")]
    [InlineData("<a@x.example>, <b@x.example>")]
    [InlineData("<a@x.example, <b@x.example>")]
    [InlineData("nobody, a@x.example, undisclosed-recipients:;, b@x.example")]
    public void Several_are_told_from_each_other(string header) =>
        Assert.Equal(["a@x.example", "b@x.example"], Addresses.Read(header).Select(mailbox => mailbox.Address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("Ann Example")]
    [InlineData("<>")]
    [InlineData("@")]
    [InlineData("ann@")]
    [InlineData("@example.com")]
    [InlineData("ann@exa mple.com, \"")]
    [InlineData("<<<<>>>>((((")]
    [InlineData("a@b@c@d")]
    public void What_is_none_is_passed_over(string? header) =>
        Assert.DoesNotContain(Addresses.Read(header), mailbox => mailbox.Address is not "ann@exa");

    [Fact]
    public void An_encoded_name_cannot_bring_an_address_of_its_own() =>
        Assert.Equal(
            [new Mailbox("evil@example.net", "boss@example.com")],
            Addresses.Read("=?utf-8?Q?boss=40example.com?= <evil@example.net>"));

    [Fact]
    public void A_name_cannot_turn_the_line_or_its_direction() =>
        Assert.Equal("Ann Bcc: x", Addresses.Read("=?utf-8?Q?Ann=0D=0A=E2=80=AEBcc:_x?= <ann@example.com>").Single().Name);
}
