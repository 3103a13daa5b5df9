using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Support.Domain.Tickets;
using Support.Functions.Intake.Email.Providers;
using Support.Functions.Intake.Email.Providers.Graph;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

/// <summary>What providers really sent, collected outside of this repository: where it lies beside it, each becomes the right ticket.</summary>
public sealed class Real_payloads
{
    // The payload of Mailgun says when it was signed, and the key that it was signed with lies beside it.
    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1461261330);

    [Fact]
    public async Task Of_sendgrid_become_a_ticket()
    {
        if (Find("sendgrid_inbound_parse.form.json") is not { } payload)
        {
            return;
        }

        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:sendgrid:secret", ProviderApp.Secret));
        (int status, JsonElement answer) = await app.PostAsync<SendGridFunction>(
            (function, request) => function.RunAsync(request, CancellationToken.None), FormOf(payload).Multipart(), FormBody.ContentType, $"?key={ProviderApp.Secret}");

        await BecameTheTicketAsync(app, status, answer);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(30, 401)]
    public async Task Of_mailgun_become_a_ticket_in_their_time(int minutesLater, int expected)
    {
        if (Find("mailgun_route.form.json") is not { } payload || Find("mailgun_route.signing_example.json") is not { } example)
        {
            return;
        }

        await using ProviderApp app = await ProviderApp.NewAsync(
            [("Intake:mailgun:secret", example.GetProperty("signing_key").GetString()!)],
            services => services.AddSingleton<TimeProvider>(new ManualTimeProvider(Signed.AddMinutes(minutesLater))));
        (int status, JsonElement answer) = await app.PostAsync<MailgunFunction>(
            (function, request) => function.TakeAsync(request, CancellationToken.None), FormOf(payload).UrlEncoded(), FormBody.UrlEncodedType);

        Assert.Equal(expected, status);
        if (expected == 200)
        {
            await BecameTheTicketAsync(app, status, answer);
        }
    }

    [Fact]
    public async Task Of_postmark_become_a_ticket()
    {
        if (Find("postmark_inbound.json") is not { } payload)
        {
            return;
        }

        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:postmark:secret", ProviderApp.Secret));
        (int status, JsonElement answer) = await app.PostAsync<PostmarkFunction>(
            (function, request) => function.RunAsync(request, CancellationToken.None), Encoding.UTF8.GetBytes(payload.GetRawText()), "application/json", $"?key={ProviderApp.Secret}");

        await BecameTheTicketAsync(app, status, answer);
    }

    [Fact]
    public void Of_graph_name_the_mail_to_fetch()
    {
        if (Find("graph_change_notification.json") is not { } payload)
        {
            return;
        }

        GraphNotification notification = Assert.Single(GraphNotification.Read(payload, out _));
        Assert.Equal("secretClientValue", notification.ClientState);
        Assert.Equal("{long_id_string}", notification.Task?.Id);
    }

    private static async Task BecameTheTicketAsync(ProviderApp app, int status, JsonElement answer)
    {
        Assert.Equal(200, status);
        Ticket ticket = await app.TicketAsync(answer);
        Assert.Equal("Test subject", ticket.Subject);
        Assert.Equal("from+test@example.org", ticket.Requester.Email);
        Assert.Equal("Displayed From", ticket.Requester.Name);
        Assert.Equal(IntakeChannel.Email, ticket.Channel);
        Assert.Equal("Test body plain", await app.FirstTextAsync(ticket));
    }

    private static FormBody FormOf(JsonElement fields)
    {
        var form = new FormBody();
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            form.Add(field.Name, field.Value.ToString());
        }

        return form;
    }

    private static JsonElement? Find(string name, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "..", "shared", "data", "payloads", name);
        return File.Exists(path) ? JsonElement.Parse(File.ReadAllBytes(path)) : null;
    }
}
