using System.Net.Mail;
using System.Text.Json;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Channels;

/// <summary>A real mail client sends to the local support address; the acknowledgement is in the mail page, and answering it lands in the same ticket.</summary>
[Collection(RunningBackendTests.Name)]
public sealed class When_mail_is_exchanged(RunningBackend backend)
{
    private const string Rita = "rita.mail@customer.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_becomes_a_ticket_is_acknowledged_and_the_answer_lands_in_it()
    {
        await SendAsync("support@example.test", "Cannot pay by mail", "The button is grey.", null);
        JsonElement acknowledged = await AcknowledgementAsync();
        string ticket = acknowledged.GetProperty("subject").GetString()![1..13];
        string replyTo = acknowledged.GetProperty("replyTo")[0].GetProperty("address").GetString()!;
        Assert.StartsWith("support+sup-", replyTo, StringComparison.Ordinal);

        string messageId = acknowledged.GetProperty("headers").GetProperty("message-id").GetString()!;
        await SendAsync(replyTo, $"Re: {acknowledged.GetProperty("subject").GetString()}", "It is Firefox.", messageId);

        Answer shown = await Eventually.GetAsync(
            () => backend.Api.GetAsAsync("nadia", $"api/desk/tickets/{ticket}"),
            static answer => answer.Json.GetProperty("messages").GetArrayLength() == 2,
            Patience,
            "the answer in the ticket");
        Assert.Equal(
            ["The button is grey.", "It is Firefox."],
            shown.Json.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("text").GetString()!.Trim()));
        Assert.Equal(Rita, shown.Json.GetProperty("ticket").GetProperty("requester").GetProperty("email").GetString());
    }

    private async Task SendAsync(string to, string subject, string text, string? answered)
    {
        using var client = new SmtpClient("127.0.0.1", backend.Process.InboundPort);
        using var mail = new MailMessage(Rita, to, subject, text);
        if (answered is not null)
        {
            mail.Headers.Add("In-Reply-To", answered);
        }

        await client.SendMailAsync(mail);
    }

    private async Task<JsonElement> AcknowledgementAsync()
    {
        using var page = new HttpClient { BaseAddress = backend.Process.MailCatcher };
        JsonElement mails = await Eventually.GetAsync(
            async () => JsonElement.Parse(await page.GetStringAsync(new Uri("email", UriKind.Relative))),
            static all => all.EnumerateArray().Any(IsIt),
            Patience,
            "the acknowledgement in the mail page");
        return mails.EnumerateArray().Single(IsIt);
    }

    private static bool IsIt(JsonElement mail) => mail.GetProperty("to")[0].GetProperty("address").GetString() == Rita;
}
