using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Intake.Email.Providers;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

public sealed class When_sendgrid_delivers
{
    private const string NextSecret = "the-next-secret-of-it";

    [Fact]
    public async Task A_mail_that_it_took_apart_becomes_a_ticket()
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:sendgrid:secret", ProviderApp.Secret));

        (int status, JsonElement answer) = await PostAsync(app, Parsed().Multipart(), FormBody.ContentType, $"?key={ProviderApp.Secret}");

        Assert.Equal(200, status);
        Ticket ticket = await app.TicketAsync(answer);
        Assert.Equal("Größe des Etiketts", ticket.Subject);
        Assert.Equal("ann@customer.example", ticket.Requester.Email);
        Assert.Equal("Das Maß stimmt nicht.", await app.FirstTextAsync(ticket));
    }

    [Fact]
    public async Task A_mail_in_its_own_bytes_becomes_a_ticket()
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:sendgrid:secret", ProviderApp.Secret));
        byte[] body = new FormBody()
            .Add("email", "From: Ann <ann@customer.example>\r\nTo: help@example.test\r\nSubject: Raw\r\nMessage-ID: <r1@customer.example>\r\n\r\nAs it is.\r\n")
            .Add("envelope", """{"to":["help@example.test"],"from":"ann@customer.example"}""").Multipart();

        (int status, JsonElement answer) = await PostAsync(app, body, FormBody.ContentType, headers: ("Authorization", Basic(ProviderApp.Secret)));

        Assert.Equal(200, status);
        Assert.Equal("Raw", (await app.TicketAsync(answer)).Subject);
    }

    [Fact]
    public async Task The_same_mail_again_is_known()
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:acceptUnsigned", "true"));
        (_, JsonElement first) = await PostAsync(app, Parsed().Multipart(), FormBody.ContentType);

        (int status, JsonElement second) = await PostAsync(app, Parsed().Multipart(), FormBody.ContentType);

        Assert.Equal(200, status);
        Assert.True(second.GetProperty("known").GetBoolean());
        Assert.Equal(first.GetProperty("ticket").GetString(), second.GetProperty("ticket").GetString());
    }

    [Theory]
    [InlineData("?key=" + ProviderApp.Secret, 200)]
    [InlineData("?key=" + NextSecret, 200)]
    [InlineData("?key=another-secret", 401)]
    [InlineData("?key=" + ProviderApp.Secret + "&key=" + ProviderApp.Secret, 401)]
    [InlineData("", 401)]
    public async Task It_proves_itself_by_a_secret_that_can_be_changed(string query, int expected)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:sendgrid:secret", ProviderApp.Secret), ("Intake:sendgrid:secretNext", NextSecret));
        Assert.Equal(expected, (await PostAsync(app, Parsed().Multipart(), FormBody.ContentType, query)).Status);
    }

    [Fact]
    public async Task It_is_told_which_setting_is_missing()
    {
        await using ProviderApp app = await ProviderApp.NewAsync();
        (int status, JsonElement problem) = await PostAsync(app, Parsed().Multipart(), FormBody.ContentType);
        Assert.Equal(403, status);
        Assert.Contains("Intake:sendgrid:secret", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, false, 200)]
    [InlineData(299, false, false, 200)]
    [InlineData(-299, false, false, 200)]
    [InlineData(301, false, false, 401)]
    [InlineData(-301, false, false, 401)]
    [InlineData(0, true, false, 401)]
    [InlineData(0, false, true, 401)]
    public async Task Its_signature_is_over_the_time_and_every_byte(int secondsAgo, bool changesBody, bool changesTime, int expected)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:sendgrid:publicKey", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
        byte[] body = Parsed().Multipart();
        string time = Seconds(app, secondsAgo);
        byte[] signature = key.SignData([.. Encoding.ASCII.GetBytes(time), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (changesBody)
        {
            body[^40] ^= 1;
        }

        (int status, _) = await PostAsync(
            app,
            body,
            FormBody.ContentType,
            string.Empty,
            (SendGridSignature.SignatureHeader, Convert.ToBase64String(signature)),
            (SendGridSignature.TimestampHeader, changesTime ? Seconds(app, 1) : time));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("no base64")]
    [InlineData("")]
    public async Task What_is_no_signature_proves_nothing(string signature)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using ProviderApp app = await ProviderApp.NewAsync(
            ("Intake:sendgrid:secret", ProviderApp.Secret), ("Intake:sendgrid:publicKey", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
        (int status, _) = await PostAsync(
            app,
            Parsed().Multipart(),
            FormBody.ContentType,
            $"?key={ProviderApp.Secret}",
            (SendGridSignature.SignatureHeader, signature),
            (SendGridSignature.TimestampHeader, Seconds(app, 0)));
        Assert.Equal(401, status);
    }

    [Theory]
    [InlineData("application/json", 400)]
    [InlineData("multipart/form-data", 400)]
    [InlineData("multipart/form-data; boundary=another", 400)]
    public async Task What_is_no_form_is_refused(string contentType, int expected)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:acceptUnsigned", "true"));
        Assert.Equal(expected, (await PostAsync(app, Parsed().Multipart(), contentType)).Status);
    }

    [Fact]
    public async Task A_form_that_is_no_mail_is_refused()
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:acceptUnsigned", "true"));
        Assert.Equal(400, (await PostAsync(app, new FormBody().Add("event", "open").Multipart(), FormBody.ContentType)).Status);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:acceptUnsigned", "true"));
        Assert.Equal(413, (await PostAsync(app, new byte[ProviderDelivery.BytesMax + 1], FormBody.ContentType)).Status);
    }

    private static Task<(int Status, JsonElement Body)> PostAsync(
        ProviderApp app, byte[] body, string contentType, string query = "", params (string Name, string Value)[] headers) =>
        app.PostAsync<SendGridFunction>((function, request) => function.RunAsync(request, CancellationToken.None), body, contentType, query, headers);

    private static string Basic(string secret) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"support:{secret}"))}";

    private static string Seconds(ProviderApp app, int ago) =>
        (app.Time.GetUtcNow().ToUnixTimeSeconds() - ago).ToString(CultureInfo.InvariantCulture);

    private static FormBody Parsed() => new FormBody()
        .Add("headers", "Received: by mx.sendgrid.example\nFrom: Ann <ann@customer.example>\nTo: help@example.test\nSubject: Größe des Etiketts\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <p1@customer.example>\n")
        .Add("from", "Ann <ann@customer.example>")
        .Add("to", "help@example.test")
        .Add("subject", "Größe des Etiketts")
        .Add("text", [.. "Das Ma"u8, 0xDF, .. " stimmt nicht."u8])
        .Add("charsets", """{"to":"UTF-8","subject":"UTF-8","from":"UTF-8","text":"iso-8859-1"}""")
        .Add("envelope", """{"to":["help@example.test"],"from":"ann@customer.example"}""")
        .Add("dkim", "{@customer.example : pass}")
        .Add("SPF", "pass");
}
