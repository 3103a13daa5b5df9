using System.Globalization;
using System.Text;
using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Intake.Email.Providers;
using Support.Functions.Intake.Sources;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

public sealed class When_mailgun_delivers
{
    private const string NextSecret = "the-next-signing-key";
    private const string Token = "06c96bafc3f42a66b9edd546347a2fe18dc23461fe80dc52f0";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_that_it_took_apart_becomes_a_ticket(bool isMultipart)
    {
        await using ProviderApp app = await NewAsync();
        FormBody form = Signed(app, Parsed());

        (int status, JsonElement answer) = await PostAsync(app, form, isMultipart);

        Assert.Equal(200, status);
        Ticket ticket = await app.TicketAsync(answer);
        Assert.Equal("Printer", ticket.Subject);
        Assert.Equal("ann@customer.example", ticket.Requester.Email);
        Assert.Equal("It does not print.", await app.FirstTextAsync(ticket));
    }

    [Fact]
    public async Task A_mail_in_its_own_bytes_becomes_a_ticket()
    {
        await using ProviderApp app = await NewAsync();
        FormBody form = Signed(app, new FormBody()
            .Add("recipient", "help@example.test").Add("sender", "ann@customer.example")
            .Add("body-mime", "From: Ann <ann@customer.example>\r\nSubject: Raw\r\nMessage-Id: <r2@customer.example>\r\n\r\nAs it is.\r\n"));

        (int status, JsonElement answer) = await app.PostAsync<MailgunFunction>(
            (function, request) => function.TakeMimeAsync(request, CancellationToken.None), form.Multipart(), FormBody.ContentType);

        Assert.Equal(200, status);
        Assert.Equal("Raw", (await app.TicketAsync(answer)).Subject);
    }

    [Theory]
    [InlineData(ProviderApp.Secret, 200)]
    [InlineData(NextSecret, 200)]
    [InlineData("somebody-else-s-key", 401)]
    public async Task It_proves_itself_by_a_key_that_can_be_changed(string key, int expected)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:mailgun:secret", ProviderApp.Secret), ("Intake:mailgun:secretNext", NextSecret));
        Assert.Equal(expected, (await PostAsync(app, Signed(app, Parsed(), key: key))).Status);
    }

    [Fact]
    public async Task Without_a_signature_it_is_refused()
    {
        await using ProviderApp app = await NewAsync();
        Assert.Equal(401, (await PostAsync(app, Parsed())).Status);
    }

    [Theory]
    [InlineData(290, null, 200)]
    [InlineData(310, null, 401)]
    [InlineData(-310, null, 401)]
    [InlineData(310, "10", 200)]
    [InlineData(610, "10", 401)]
    public async Task An_old_signature_is_refused(int secondsAgo, string? minutes, int expected)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:mailgun:secret", ProviderApp.Secret), ("Intake:mailgun:minutesMax", minutes ?? "no number"));
        Assert.Equal(expected, (await PostAsync(app, Signed(app, Parsed(), secondsAgo))).Status);
    }

    [Fact]
    public async Task A_repeated_delivery_is_known_even_when_it_comes_late()
    {
        await using ProviderApp app = await NewAsync();
        FormBody form = Signed(app, Parsed());
        (_, JsonElement first) = await PostAsync(app, form);
        app.Time.Advance(TimeSpan.FromHours(4));

        (int status, JsonElement again) = await PostAsync(app, form, isMultipart: false);

        Assert.Equal(200, status);
        Assert.True(again.GetProperty("known").GetBoolean());
        Assert.Equal(first.GetProperty("ticket").GetString(), again.GetProperty("ticket").GetString());
    }

    [Fact]
    public async Task A_token_counts_for_one_mail_only()
    {
        await using ProviderApp app = await NewAsync();
        await PostAsync(app, Signed(app, Parsed()));
        Assert.Equal(406, (await PostAsync(app, Signed(app, Parsed(text: "Something else.")))).Status);
    }

    [Fact]
    public async Task What_is_no_mail_is_not_to_be_sent_again()
    {
        await using ProviderApp app = await NewAsync();
        Assert.Equal(406, (await PostAsync(app, Signed(app, new FormBody().Add("event", "opened")))).Status);
        Assert.Equal(406, (await app.PostAsync<MailgunFunction>(TakeAsync, "{}"u8.ToArray(), "application/json")).Status);
    }

    [Fact]
    public async Task It_is_told_which_setting_is_missing()
    {
        await using ProviderApp app = await ProviderApp.NewAsync();
        (int status, JsonElement problem) = await PostAsync(app, Parsed());
        Assert.Equal(403, status);
        Assert.Contains("Intake:mailgun:secret", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        await using ProviderApp app = await NewAsync();
        Assert.Equal(413, (await app.PostAsync<MailgunFunction>(TakeAsync, new byte[ProviderDelivery.BytesMax + 1], FormBody.ContentType)).Status);
    }

    private static Task<ProviderApp> NewAsync() => ProviderApp.NewAsync(("Intake:mailgun:secret", ProviderApp.Secret));

    private static Task<Microsoft.AspNetCore.Http.IResult> TakeAsync(MailgunFunction function, Microsoft.AspNetCore.Http.HttpRequest request) =>
        function.TakeAsync(request, CancellationToken.None);

    private static Task<(int Status, JsonElement Body)> PostAsync(ProviderApp app, FormBody form, bool isMultipart = true) => isMultipart
        ? app.PostAsync<MailgunFunction>(TakeAsync, form.Multipart(), FormBody.ContentType)
        : app.PostAsync<MailgunFunction>(TakeAsync, form.UrlEncoded(), FormBody.UrlEncodedType);

    private static FormBody Signed(ProviderApp app, FormBody form, int secondsAgo = 0, string key = ProviderApp.Secret)
    {
        string time = (app.Time.GetUtcNow().ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        return form.Add("timestamp", time).Add("token", Token).Add("signature", IntakeSecrets.Sign(key, Encoding.ASCII.GetBytes(time + Token)));
    }

    private static FormBody Parsed(string text = "It does not print.") => new FormBody()
        .Add("recipient", "help@example.test")
        .Add("sender", "ann@customer.example")
        .Add("message-headers", """[["X-Mailgun-Spf","Pass"],["Received","by mxa.mailgun.example"],["From","Ann <ann@customer.example>"],["To","help@example.test"],["Subject","Printer"],["Message-Id","<m1@customer.example>"]]""")
        .Add("body-plain", text)
        .Add("stripped-text", "not used");
}
