using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Support.Functions.Intake.Email.Providers;
using Support.Functions.Intake.Sources;
using Support.Functions.Intake.Tests.Email.Providers.Graph;
using Support.Local.Storage;
using Support.Platform.Quarantine;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

/// <summary>
/// Storage is gone from some request on, before or after that request has its effect, for every request that taking a mail
/// makes; then the provider delivers again. One mail, one ticket.
/// </summary>
public sealed class When_the_app_dies_in_between
{
    private const int RequestsMax = 100;

    [Theory]
    [InlineData(FaultMoment.BeforeEffect)]
    [InlineData(FaultMoment.AfterEffect)]
    public async Task A_mail_by_mailgun_is_taken_once(FaultMoment moment)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:mailgun:secret", ProviderApp.Secret));
        var expected = new List<string>();
        for (int request = 1; request < RequestsMax; request++)
        {
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"Mail {request:000}"));
            byte[] body = Mailgun(app, expected[^1]);
            app.Faults.FailAt(app.Faults.Requests + request, moment);
            app.Faults.On();
            long before = app.Faults.Requests;
            bool wasTaken = await TryAsync(app, body);
            bool wasReached = app.Faults.Requests - before >= request;
            app.Faults.Off();

            (int status, JsonElement again) = await PostAsync(app, body);
            Assert.Equal(200, status);
            Assert.True(!wasTaken || again.GetProperty("known").GetBoolean());
            if (!wasReached)
            {
                Assert.True(request > 5);
                Assert.Equal(expected, await app.TicketsAsync());
                return;
            }
        }

        Assert.Fail("Taking a mail never ends.");
    }

    [Theory]
    [InlineData(FaultMoment.BeforeEffect)]
    [InlineData(FaultMoment.AfterEffect)]
    public async Task A_mail_that_becomes_no_ticket_is_seen_in_the_quarantine(FaultMoment moment)
    {
        await using ProviderApp app = await ProviderApp.NewAsync(("Intake:mailgun:secret", ProviderApp.Secret));
        var expected = new List<string>();
        for (int request = 1; request < RequestsMax; request++)
        {
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"Mail {request:000}"));
            byte[] body = Mailgun(app, expected[^1], from: "");
            app.Faults.FailAt(app.Faults.Requests + request, moment);
            app.Faults.On();
            long before = app.Faults.Requests;
            await TryAsync(app, body);
            bool wasReached = app.Faults.Requests - before >= request;
            app.Faults.Off();

            Assert.Equal("quarantined", (await PostAsync(app, body)).Body.GetProperty("outcome").GetString());
            IReadOnlyList<QuarantinedMail> held = await app.Get<QuarantineStore>().ListAsync(null, RequestsMax * 2, CancellationToken.None);
            Assert.Equal(expected, held.Select(static mail => mail.Subject!).Distinct().Order());
            if (!wasReached)
            {
                Assert.True(request > 5);
                return;
            }
        }

        Assert.Fail("Taking a mail never ends.");
    }

    [Theory]
    [InlineData(FaultMoment.BeforeEffect)]
    [InlineData(FaultMoment.AfterEffect)]
    public async Task A_mail_by_graph_is_taken_once(FaultMoment moment)
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        var expected = new List<string>();
        for (int request = 1; request < RequestsMax; request++)
        {
            expected.Add(string.Create(CultureInfo.InvariantCulture, $"Mail {request:000}"));
            await app.NotifyAsync(app.Graph.Notification(app.Graph.Receive(expected[^1])));
            app.Faults.FailAt(app.Faults.Requests + request, moment);
            app.Faults.On();
            long before = app.Faults.Requests;
            await app.WorkAsync();
            bool wasReached = app.Faults.Requests - before >= request;
            app.Faults.Off();
            if (!wasReached)
            {
                Assert.True(request > 5);
                Assert.Empty(app.DeadLetters);
                Assert.Equal(expected, await app.TicketsAsync());
                return;
            }
        }

        Assert.Fail("Taking a mail never ends.");
    }

    [Theory]
    [InlineData(FaultMoment.BeforeEffect)]
    [InlineData(FaultMoment.AfterEffect)]
    public async Task A_round_loses_no_mail_and_makes_no_second_subscription_for_long(FaultMoment moment)
    {
        for (int request = 1; request < RequestsMax; request++)
        {
            await using GraphApp app = await GraphApp.NewAsync();
            app.Faults.FailAt(app.Faults.Requests + request, moment);
            bool died = false;
            try
            {
                await app.WatchAsync();
                app.Graph.Receive("First");
                app.Time.Advance(TimeSpan.FromMinutes(5));
                await app.WatchAsync();
            }
            catch (RequestFailedException)
            {
                died = true;
            }

            app.Faults.Off();
            await app.WatchAsync();
            app.Graph.Receive("Second");
            await app.WatchAsync();
            await app.WorkAsync();
            Assert.Equal(1, (await app.TicketsAsync()).Count(subject => subject == "Second"));
            Assert.InRange(app.Graph.Subscriptions.Count, 1, 2);
            if (!died)
            {
                Assert.Equal(["First", "Second"], await app.TicketsAsync());
                Assert.Single(app.Graph.Subscriptions);
                return;
            }
        }

        Assert.Fail("A round never ends.");
    }

    private static async Task<bool> TryAsync(ProviderApp app, byte[] body)
    {
        try
        {
            return (await PostAsync(app, body)).Status == 200;
        }
        catch (RequestFailedException)
        {
            // The app's middleware answers 503, and Mailgun tries again.
            return false;
        }
    }

    private static Task<(int Status, JsonElement Body)> PostAsync(ProviderApp app, byte[] body) => app.PostAsync<MailgunFunction>(
        (function, request) => function.TakeAsync(request, CancellationToken.None), body, FormBody.ContentType);

    private static byte[] Mailgun(ProviderApp app, string subject, string from = "ann@customer.example")
    {
        string time = app.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new FormBody()
            .Add("sender", from)
            .Add("message-headers", $$"""[["From","{{from}}"],["Subject","{{subject}}"],["Message-Id","<{{subject.Replace(' ', '.')}}@customer.example>"]]""")
            .Add("body-plain", "Text.")
            .Add("timestamp", time).Add("token", subject)
            .Add("signature", IntakeSecrets.Sign(ProviderApp.Secret, Encoding.ASCII.GetBytes(time + subject)))
            .Multipart();
    }
}
