using System.Net;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Support.Platform.Graph;
using Support.TestKit;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

public sealed class When_graph_has_bad_days
{
    private static readonly HttpStatusCode[] BadAnswers =
        [HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];

    [Fact]
    public async Task Mails_from_before_are_left_alone()
    {
        await using GraphApp app = await GraphApp.NewAsync();
        app.Graph.Receive("Before");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.WatchAsync();
        app.Graph.Receive("After");
        await app.WatchAsync();
        await app.WorkAsync();
        Assert.Equal(["After"], await app.TicketsAsync());
    }

    [Fact]
    public async Task The_subscription_is_renewed_in_time_for_a_year()
    {
        await using GraphApp app = await GraphApp.NewAsync();
        for (int hour = 0; hour < 365 * 24; hour += 20)
        {
            await app.WatchAsync();
            Assert.True(Assert.Single(app.Graph.Subscriptions).Value.Until > app.Time.GetUtcNow() + TimeSpan.FromDays(2));
            app.Time.Advance(TimeSpan.FromHours(20));
        }

        Assert.Single(app.Graph.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_that_ended_is_made_anew()
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        app.Time.Advance(TimeSpan.FromDays(30));
        app.Graph.Receive("In the gap");

        await app.WatchAsync();
        await app.WorkAsync();

        Assert.Contains(app.Graph.Subscriptions.Values, subscription => subscription.Until > app.Time.GetUtcNow());
        Assert.Equal(["In the gap"], await app.TicketsAsync());
    }

    [Fact]
    public async Task An_event_of_removal_leads_to_a_new_subscription_and_a_look()
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        JsonObject removed = app.Graph.LifecycleEvent("subscriptionRemoved");
        app.Graph.Subscriptions.Clear();
        app.Graph.Receive("In the gap");

        Assert.Equal(202, (await app.NotifyAsync(removed)).Status);
        await app.WorkAsync();

        Assert.Single(app.Graph.Subscriptions);
        Assert.Equal(["In the gap"], await app.TicketsAsync());
    }

    [Theory]
    [InlineData("missed")]
    [InlineData("reauthorizationRequired")]
    [InlineData("somethingNew")]
    public async Task Other_events_do_what_they_ask_for(string name)
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        app.Time.Advance(TimeSpan.FromDays(1));
        app.Graph.Receive("Missed");

        await app.NotifyAsync(app.Graph.LifecycleEvent(name));
        await app.WorkAsync();

        Assert.Equal(name == "missed" ? ["Missed"] : [], await app.TicketsAsync());
        TimeSpan left = Assert.Single(app.Graph.Subscriptions).Value.Until - app.Time.GetUtcNow();
        Assert.Equal(name == "reauthorizationRequired" ? GraphWatch.Lifetime : GraphWatch.Lifetime - TimeSpan.FromDays(1), left);
    }

    [Fact]
    public async Task Links_that_graph_forgot_are_begun_again_without_a_gap()
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        for (int i = 0; i < 8; i++)
        {
            app.Graph.Receive($"Mail {i}");
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await app.WatchAsync();
        app.Graph.Receive("Mail 8");
        app.Graph.ForgetLinks();
        await app.WatchAsync();
        await app.WorkAsync();

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"Mail {i}"), await app.TicketsAsync());
    }

    [Fact]
    public void Every_mail_becomes_one_ticket_whatever_happens() => Property.Holds(
        Gen.Choose(0, int.MaxValue).Select(static seed => seed),
        static seed => LiveAsync(new Random(seed)).GetAwaiter().GetResult(),
        count: 12);

    // Notifications get lost, come twice, or in another order; answers fail; subscriptions and links vanish; at last a round goes well.
    private static async Task LiveAsync(Random random)
    {
        await using GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        var sent = new List<string>();
        for (int step = 0; step < 25; step++)
        {
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    sent.Add($"Mail {sent.Count:000}");
                    string id = app.Graph.Receive(sent[^1]);
                    for (int told = random.Next(3); told > 0 && app.Graph.Subscriptions.Count == 1; told--)
                    {
                        await app.NotifyAsync(app.Graph.Notification(id));
                    }

                    break;
                case 3:
                    app.Graph.BadAnswers.Enqueue((BadAnswers[random.Next(BadAnswers.Length)], random.Next(2) == 0 ? TimeSpan.FromSeconds(random.Next(1, 600)) : null));
                    break;
                case 4:
                    app.Time.Advance(TimeSpan.FromHours(random.Next(1, 60)));
                    break;
                case 5 when random.Next(3) == 0:
                    app.Graph.Subscriptions.Clear();
                    break;
                case 6 when random.Next(3) == 0:
                    app.Graph.ForgetLinks();
                    break;
                case 7:
                    await app.WorkAsync(waits: false, random.Next);
                    break;
                default:
                    await app.WatchAsync();
                    break;
            }
        }

        app.Graph.BadAnswers.Clear();
        await app.WatchAsync();
        await app.WorkAsync(waits: true, random.Next);
        Assert.Equal(sent, await app.TicketsAsync());
        Assert.Empty(app.DeadLetters);
    }
}
