using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests.Authentication;

public sealed class When_a_server_vouches_for_a_sender
{
    private const string Pass = "Authentication-Results: mx.desk.example; spf=pass smtp.mailfrom=corp.example; dkim=pass header.d=corp.example; dmarc=pass (p=reject) header.from=corp.example";
    private const string Ours = "Received: from mail.corp.example by mx.desk.example with ESMTPS id 1";
    private const string Foreign = "Received: from evil.example by relay.evil.example id 2";

    private static readonly MailIdentity Own = new() { Addresses = ["support@desk.example"], TrustedServers = ["mx.desk.example"] };

    [Theory]
    [InlineData(Pass, "pass")]
    [InlineData(Ours + "\n" + Pass, "pass")]
    [InlineData(Pass + "\n" + Ours, "pass")]
    [InlineData(Ours + "\n" + Pass + "\n" + Foreign, "pass")]
    [InlineData(Foreign + "\n" + Pass, null)]
    [InlineData(Ours + "\n" + Foreign + "\n" + Pass, null)]
    [InlineData("Authentication-Results: mx.evil.example; dmarc=pass header.from=corp.example", null)]
    [InlineData("Authentication-Results: mx.evil.example; dmarc=pass\n" + Pass, "pass")]
    [InlineData("Authentication-Results: mx.desk.example; dmarc=fail header.from=corp.example\n" + Ours + "\n" + Pass, "fail")]
    [InlineData("Authentication-Results: MX.desk.example 1; none", null)]
    [InlineData("Authentication-Results: mx.desk.example;\n dmarc=fail", "fail")]
    [InlineData("Subject: x", null)]
    public void Only_the_topmost_word_of_a_trusted_server_counts(string headers, string? dmarc) => Assert.Equal(dmarc, Read(headers).Dmarc);

    [Theory]
    [InlineData("spf=pass smtp.mailfrom=ann@corp.example", "pass")]
    [InlineData("spf=pass smtp.mailfrom=bounces.corp.example", "pass")]
    [InlineData("spf=pass smtp.mailfrom=evil.example", null)]
    [InlineData("spf=softfail smtp.mailfrom=corp.example", null)]
    [InlineData("dkim=pass header.d=corp.example", "pass")]
    [InlineData("dkim=pass header.i=@mail.corp.example", "pass")]
    [InlineData("dkim=fail header.d=corp.example; dkim=pass header.d=list.example", null)]
    [InlineData("dkim=fail header.d=list.example; dkim=pass header.d=corp.example", "pass")]
    [InlineData("dkim=pass header.d=notcorp.example", null)]
    [InlineData("dkim=pass header.d=example", null)]
    [InlineData("dkim=pass header.d=corp.example.evil.example", null)]
    [InlineData("dmarc=none; dkim=pass header.d=corp.example", "pass")]
    [InlineData("dmarc=fail; dkim=pass header.d=corp.example", "fail")]
    [InlineData("dmarc=pass header.from=evil.example", null)]
    [InlineData("dmarc=pass header.from=corp.example", "pass")]
    [InlineData("dkim=pass (comment; with dmarc=pass) header.d=evil.example", null)]
    public void Results_are_about_the_From_that_the_mail_shows(string results, string? dmarc) =>
        Assert.Equal(dmarc, Read($"Authentication-Results: mx.desk.example; {results}").Dmarc is "none" ? null : Read($"Authentication-Results: mx.desk.example; {results}").Dmarc);

    [Fact]
    public void The_provider_is_believed_and_the_headers_are_not_asked()
    {
        var envelope = new MailEnvelope { AuthenticationResults = "spf=fail dkim=none dmarc=fail" };
        SenderAuthentication read = InboundMail.Of(Parts(Pass), envelope, Own).Authentication;
        Assert.Equal(("provider", "fail", "none", true), (read.Server, read.Spf, read.Dkim, read.IsForged));
    }

    [Fact]
    public void Exchange_s_way_of_writing_is_read()
    {
        var envelope = new MailEnvelope
        {
            AuthenticationResults = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=corp.example; dkim=pass (signature was verified) header.d=corp.example;dmarc=pass action=none header.from=corp.example;compauth=pass reason=100",
        };
        Assert.True(InboundMail.Of(Parts("Subject: x"), envelope).Authentication.IsProven);
    }

    [Fact]
    public void Seals_of_forwarders_are_noted_and_prove_nothing()
    {
        SenderAuthentication read = Read("Authentication-Results: mx.desk.example; arc=pass (i=2); dmarc=fail header.from=corp.example");
        Assert.Equal(("pass", true), (read.Arc, read.IsForged));
    }

    [Fact]
    public void Nobody_is_trusted_who_was_not_named() => Assert.Null(InboundMail.Of(Parts(Pass)).Authentication.Server);

    private static SenderAuthentication Read(string headers) => InboundMail.Of(Parts(headers), null, Own).Authentication;

    private static MailParts Parts(string headers) => new()
    {
        Headers = new MailHeaders(
        [
            .. headers.Replace("\n ", " ", StringComparison.Ordinal).Split('\n').Select(line => new MailHeader(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..])),
            new MailHeader("From", "Ann <ann@corp.example>"),
        ]),
    };
}
