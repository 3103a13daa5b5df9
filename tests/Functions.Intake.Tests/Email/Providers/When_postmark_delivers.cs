using System.Text;
using System.Text.Json;
using Support.Domain.Tickets;
using Support.Functions.Intake.Email.Providers;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

public sealed class When_postmark_delivers
{
    private const string Mail =
        """
        {
          "FromFull": { "Email": "ann@customer.example", "Name": "Ann \"A\" Lee", "MailboxHash": "" },
          "ToFull": [{ "Email": "help+abc@example.test", "Name": "", "MailboxHash": "abc" }],
          "OriginalRecipient": "help+abc@example.test",
          "Subject": "Scanner",
          "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
          "Date": "Mon, 2 Mar 2026 09:00:00 +0000",
          "TextBody": "It does not scan.",
          "Headers": [{ "Name": "Message-ID", "Value": "<s1@customer.example>" }],
          "Attachments": [{ "Name": "scan.txt", "Content": "aGVsbG8=", "ContentType": "text/plain", "ContentLength": 5 }]
        }
        """;

    [Fact]
    public async Task A_mail_becomes_a_ticket()
    {
        await using ProviderApp app = await NewAsync();

        (int status, JsonElement answer) = await PostAsync(app, Mail, $"?key={ProviderApp.Secret}");

        Assert.Equal(200, status);
        Ticket ticket = await app.TicketAsync(answer);
        Assert.Equal("Scanner", ticket.Subject);
        Assert.Equal("ann@customer.example", ticket.Requester.Email);
        Assert.Equal("It does not scan.", await app.FirstTextAsync(ticket));
    }

    [Fact]
    public async Task The_mail_s_own_bytes_are_preferred()
    {
        await using ProviderApp app = await NewAsync();
        string mail = Mail.Replace("\"Subject\"", "\"RawEmail\": \"From: ann@customer.example\\r\\nSubject: Raw\\r\\n\\r\\nAs it is.\", \"Subject\"", StringComparison.Ordinal);
        (_, JsonElement answer) = await PostAsync(app, mail, $"?key={ProviderApp.Secret}");
        Assert.Equal("Raw", (await app.TicketAsync(answer)).Subject);
    }

    [Fact]
    public async Task The_same_mail_again_is_known()
    {
        await using ProviderApp app = await NewAsync();
        await PostAsync(app, Mail, $"?key={ProviderApp.Secret}");
        (int status, JsonElement again) = await PostAsync(app, Mail, $"?key={ProviderApp.Secret}");
        Assert.Equal(200, status);
        Assert.True(again.GetProperty("known").GetBoolean());
    }

    [Theory]
    [InlineData("?key=wrong-secret-of-it")]
    [InlineData("")]
    public async Task A_wrong_secret_is_refused(string query)
    {
        await using ProviderApp app = await NewAsync();
        Assert.Equal(401, (await PostAsync(app, Mail, query)).Status);
    }

    [Theory]
    [InlineData("Basic c3VwcG9ydDphLXNlY3JldC1vZi10aGUtcHJvdmlkZXI=", 200)]
    [InlineData("Basic c3VwcG9ydA==", 401)]
    [InlineData("Basic ???", 401)]
    [InlineData("Bearer a-secret-of-the-provider", 401)]
    public async Task The_secret_may_be_the_password_of_its_address(string authorization, int expected)
    {
        await using ProviderApp app = await NewAsync();
        (int status, _) = await app.PostAsync<PostmarkFunction>(RunAsync, Encoding.UTF8.GetBytes(Mail), "application/json", string.Empty, ("Authorization", authorization));
        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task It_tries_again_until_the_secret_is_set()
    {
        await using ProviderApp app = await ProviderApp.NewAsync();
        (int status, JsonElement problem) = await PostAsync(app, Mail, $"?key={ProviderApp.Secret}");
        Assert.Equal(401, status);
        Assert.Contains("Intake:postmark:secret", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"Type\": \"Bounce\"}")]
    public async Task What_is_no_mail_is_not_to_be_sent_again(string body)
    {
        await using ProviderApp app = await NewAsync();
        Assert.Equal(403, (await PostAsync(app, body, $"?key={ProviderApp.Secret}")).Status);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        await using ProviderApp app = await NewAsync();
        (int status, _) = await app.PostAsync<PostmarkFunction>(RunAsync, new byte[ProviderDelivery.BytesMax + 1], "application/json", $"?key={ProviderApp.Secret}");
        Assert.Equal(413, status);
    }

    private static Task<ProviderApp> NewAsync() => ProviderApp.NewAsync(("Intake:postmark:secret", ProviderApp.Secret));

    private static Task<Microsoft.AspNetCore.Http.IResult> RunAsync(PostmarkFunction function, Microsoft.AspNetCore.Http.HttpRequest request) =>
        function.RunAsync(request, CancellationToken.None);

    private static Task<(int Status, JsonElement Body)> PostAsync(ProviderApp app, string body, string query) =>
        app.PostAsync<PostmarkFunction>(RunAsync, Encoding.UTF8.GetBytes(body), "application/json", query);
}
