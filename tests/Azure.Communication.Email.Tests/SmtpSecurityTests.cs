using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Support.Local.Email;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>A mail server that wants a user, and encryption.</summary>
public sealed class SmtpSecurityTests
{
    private static readonly X509Certificate2 Certificate = SelfSigned("127.0.0.1");

    [Theory]
    [InlineData("PLAIN LOGIN", "AUTH PLAIN AHVzZXIAcEBzczp3b3Jk")]
    [InlineData("XOAUTH2 LOGIN", "AUTH LOGIN|dXNlcg==|cEBzczp3b3Jk")]
    public async Task A_user_and_password_are_given_in_a_way_that_the_server_takes(string ways, string expected)
    {
        await using var sink = new SmtpSink { Offers = [$"AUTH {ways}"], Reply = LoginReply };
        await new EmailClient(WithUser(sink)).SendAsync(WaitUntil.Completed, Mails.Plain());
        Assert.Single(sink.Mails);
        Assert.Equal(expected, string.Join('|', sink.Commands.SkipWhile(command => !command.StartsWith("AUTH", StringComparison.Ordinal)).TakeWhile(command => !command.StartsWith("MAIL", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_the_server_tells_it()
    {
        await using var sink = new SmtpSink
        {
            Offers = ["AUTH PLAIN"],
            Reply = command => command.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 bad credentials" : null,
        };
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(WithUser(sink)).SendAsync(WaitUntil.Completed, Mails.Plain()));
        Assert.Equal((535, "SmtpRejected"), (refused.Status, refused.ErrorCode));
        Assert.DoesNotContain("p@ss:word", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_no_way_that_is_known_here_is_named()
    {
        await using var sink = new SmtpSink { Offers = ["AUTH XOAUTH2"] };
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(WithUser(sink)).SendAsync(WaitUntil.Completed, Mails.Plain()));
        Assert.Contains("PLAIN or LOGIN", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_starttls_the_password_and_the_mail_are_encrypted()
    {
        await using var sink = new SmtpSink { Offers = ["STARTTLS", "AUTH PLAIN"], Certificate = Certificate };
        EmailClient client = Trusting(sink);
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        await client.SendAsync(WaitUntil.Completed, Mails.Plain());
        Assert.Equal(["EHLO localhost", "STARTTLS"], sink.PlainCommands);
        Assert.Equal((2, 1), (sink.Mails.Count, sink.Connections));
        Assert.Contains(sink.Commands, command => command.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_smtps_everything_is_encrypted_from_the_start()
    {
        await using var sink = new SmtpSink { Offers = ["AUTH PLAIN"], Certificate = Certificate, IsSecureFromTheStart = true };
        await Trusting(sink, scheme: "smtps").SendAsync(WaitUntil.Completed, Mails.Plain());
        Assert.Empty(sink.PlainCommands);
        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("smtps")]
    public async Task A_server_whose_certificate_is_not_trusted_gets_no_password(string scheme)
    {
        await using var sink = new SmtpSink { Offers = ["STARTTLS", "AUTH PLAIN"], Certificate = Certificate, IsSecureFromTheStart = scheme == "smtps" };
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailClient(WithUser(sink, scheme)).SendAsync(WaitUntil.Completed, Mails.Plain()));
        Assert.Equal("SmtpUnreachable", failed.ErrorCode);
        Assert.DoesNotContain(sink.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_says_before_encryption_is_forgotten()
    {
        // Somebody between puts a second reply behind the one that lets encryption begin.
        await using var sink = new SmtpSink
        {
            Offers = ["STARTTLS", "AUTH PLAIN"],
            Certificate = Certificate,
            Reply = command => command == "STARTTLS" ? "220 go on\r\n250-evil\r\n250 AUTH NONE" : null,
        };
        RequestFailedException? failed = await Record.ExceptionAsync(() => Trusting(sink).SendAsync(WaitUntil.Completed, Mails.Plain())) as RequestFailedException;

        // Either the forged reply breaks the encryption, or it is not seen; it is never an answer to anything.
        Assert.DoesNotContain("PLAIN or LOGIN", failed?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_for_ever()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        int port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        var route = new SmtpRoute(new SmtpEndpoint("127.0.0.1", port)) { SendTimeout = TimeSpan.FromMilliseconds(200) };
        var client = new EmailClient(route);

        // More than there are connections: those that wait for one are not waited for for ever either.
        RequestFailedException[] failures = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Completed, Mails.Plain()))));
        Assert.All(failures, failed => Assert.Equal((0, "SmtpUnreachable"), (failed.Status, failed.ErrorCode)));
    }

    [Theory]
    [InlineData("smtp://mail.example.com", "mail.example.com:25", null)]
    [InlineData("smtp://mail.example.com:2525/", "mail.example.com:2525", null)]
    [InlineData("smtp://u:p@mail.example.com", "mail.example.com:587", "u p")]
    [InlineData("smtps://u%40example.com:p%3Aq@mail.example.com", "mail.example.com:465", "u@example.com p:q")]
    public void An_endpoint_says_the_server_the_port_and_the_user(string text, string server, string? login)
    {
        var endpoint = SmtpEndpoint.From(new Uri(text));
        Assert.Equal(server, endpoint.ToString());
        Assert.Equal(login, endpoint.User is null ? null : $"{endpoint.User} {endpoint.Password}");
    }

    private static string? LoginReply(string command) => command switch
    {
        "AUTH LOGIN" => "334 VXNlcm5hbWU6",
        "dXNlcg==" => "334 UGFzc3dvcmQ6",
        _ when command == Convert.ToBase64String(Encoding.UTF8.GetBytes("p@ss:word")) => "235 2.7.0 welcome",
        _ => null,
    };

    private static string WithUser(SmtpSink sink, string scheme = "smtp") =>
        sink.ConnectionString.Replace("smtp://", $"{scheme}://user:p%40ss%3Aword@", StringComparison.Ordinal);

    private static EmailClient Trusting(SmtpSink sink, string scheme = "smtp") =>
        new(new SmtpRoute(SmtpEndpoint.From(new Uri(WithUser(sink, scheme)["endpoint=".Length..])) with
        {
            CertificateCheck = static (_, certificate, _, _) => certificate!.GetCertHashString() == Certificate.GetCertHashString(),
        }));

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
