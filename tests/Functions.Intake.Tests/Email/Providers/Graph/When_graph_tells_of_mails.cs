using System.Net;
using System.Text.Json.Nodes;
using Support.Functions.Intake.Email.Providers.Graph;
using Support.Platform.Graph;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

public sealed class When_graph_tells_of_mails
{
    [Fact]
    public async Task A_subscription_is_made_with_the_secret_and_a_handshake()
    {
        await using GraphApp app = await GraphApp.NewAsync();

        await app.WatchAsync();

        (DateTimeOffset until, string clientState) = Assert.Single(app.Graph.Subscriptions).Value;
        Assert.Equal(ProviderApp.Secret, clientState);
        Assert.Equal(app.Time.GetUtcNow() + GraphWatch.Lifetime, until);
        Assert.True(GraphWatch.Lifetime < TimeSpan.FromMinutes(10_080));
    }

    [Fact]
    public async Task A_mail_is_fetched_and_becomes_a_ticket()
    {
        await using GraphApp app = await NewWatchedAsync();

        Assert.Equal(202, (await app.NotifyAsync(app.Graph.Notification(app.Graph.Receive("Printer")))).Status);
        await app.WorkAsync();

        Assert.Equal(["Printer"], await app.TicketsAsync());
    }

    [Fact]
    public async Task The_same_mail_told_of_again_is_not_fetched_again()
    {
        await using GraphApp app = await NewWatchedAsync();
        JsonObject told = app.Graph.Notification(app.Graph.Receive("Printer"));
        await app.NotifyAsync(told);
        await app.WorkAsync();
        int requests = app.Graph.Requests.Count;

        await app.NotifyAsync(told.DeepClone().AsObject());
        await app.WatchAsync();
        await app.WorkAsync();

        Assert.Equal(["Printer"], await app.TicketsAsync());
        Assert.DoesNotContain(app.Graph.Requests.Skip(requests), request => request.EndsWith("$value", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("another-secret-of-it")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_wrong_client_state_is_refused(string? clientState)
    {
        await using GraphApp app = await NewWatchedAsync();
        JsonObject told = app.Graph.Notification(app.Graph.Receive("Printer"));
        told["clientState"] = clientState;

        Assert.Equal(401, (await app.NotifyAsync(told)).Status);
        Assert.Empty(app.Queue);
    }

    [Fact]
    public async Task Those_that_are_proven_count_beside_others()
    {
        await using GraphApp app = await NewWatchedAsync();
        JsonObject forged = app.Graph.Notification("AAMkForged=");
        forged["clientState"] = "another-secret-of-it";

        Assert.Equal(202, (await app.NotifyAsync(forged, app.Graph.Notification(app.Graph.Receive("Printer")))).Status);

        Assert.Single(app.Queue);
    }

    [Fact]
    public async Task A_secret_is_changed_without_a_mail_lost()
    {
        await using GraphApp app = await GraphApp.NewAsync(
            ("Graph:mailbox", FakeGraph.Mailbox), ("Intake:graph:secret", ProviderApp.Secret), ("Intake:graph:secretNext", "the-next-secret-of-it"));
        await app.WatchAsync();
        JsonObject old = app.Graph.Notification(app.Graph.Receive("Old"));
        old["clientState"] = ProviderApp.Secret;

        Assert.Equal(202, (await app.NotifyAsync(old)).Status);
        Assert.Equal(202, (await app.NotifyAsync(app.Graph.Notification(app.Graph.Receive("New")))).Status);
        Assert.Equal("the-next-secret-of-it", Assert.Single(app.Graph.Subscriptions).Value.ClientState);
    }

    [Fact]
    public async Task Throttling_is_waited_for()
    {
        await using GraphApp app = await NewWatchedAsync();
        await app.NotifyAsync(app.Graph.Notification(app.Graph.Receive("Printer")));
        app.Graph.BadAnswers.Enqueue((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(7)));
        app.Graph.BadAnswers.Enqueue((HttpStatusCode.ServiceUnavailable, null));
        DateTimeOffset before = app.Time.GetUtcNow();

        await app.WorkAsync();

        Assert.Equal(["Printer"], await app.TicketsAsync());
        Assert.True(app.Time.GetUtcNow() - before >= TimeSpan.FromMinutes(7));
    }

    [Fact]
    public async Task A_mail_that_was_deleted_meanwhile_is_remembered()
    {
        await using GraphApp app = await NewWatchedAsync();
        string id = app.Graph.Receive("Printer");
        app.Graph.Delete(id);
        await app.NotifyAsync(app.Graph.Notification(id));
        await app.WorkAsync();
        int requests = app.Graph.Requests.Count;

        await app.NotifyAsync(app.Graph.Notification(id));
        await app.WorkAsync();

        Assert.Empty(app.DeadLetters);
        Assert.Equal(requests, app.Graph.Requests.Count);
    }

    [Fact]
    public async Task What_graph_will_never_do_is_dead_lettered_with_the_reason()
    {
        await using GraphApp app = await NewWatchedAsync();
        await app.NotifyAsync(app.Graph.Notification(app.Graph.Receive("Printer")));
        app.Graph.BadAnswers.Enqueue((HttpStatusCode.BadRequest, null));
        await app.WorkAsync();
        Assert.Equal(["Graph answered 400."], app.DeadLetters);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 422)]
    [InlineData("{\"value\": 1}", 422)]
    [InlineData("{\"value\": [1]}", 422)]
    [InlineData("{\"value\": [{\"clientState\": \"\\ud800\"}]}", 401)]
    public async Task What_is_no_notification_is_refused(string body, int expected)
    {
        await using GraphApp app = await GraphApp.NewAsync();
        Assert.Equal(expected, (await app.PostAsync(body)).Status);
    }

    [Theory]
    [InlineData("?validationToken=Validation%3A+Testing+%3Cscript%3E", 200, "Validation: Testing <script>")]
    [InlineData("?validationToken=", 400, null)]
    [InlineData("?validationToken=%0D%0A", 400, null)]
    [InlineData("?validationToken=a&validationToken=b", 400, null)]
    public async Task The_handshake_is_answered_as_plain_text(string query, int status, string? text)
    {
        await using GraphApp app = await GraphApp.NewAsync();
        (int answered, string body) = await app.PostAsync(string.Empty, query, "text/plain");
        Assert.Equal(status, answered);
        Assert.True(text is null || body == text);
    }

    [Fact]
    public async Task Nothing_happens_where_no_mailbox_is_set()
    {
        await using GraphApp app = await GraphApp.NewAsync(("Intake:graph:secret", ProviderApp.Secret));
        await app.WatchAsync();
        Assert.Empty(app.Graph.Requests);
    }

    [Fact]
    public async Task Mails_are_looked_for_also_where_no_secret_is_set()
    {
        await using GraphApp app = await GraphApp.NewAsync(("Graph:mailbox", FakeGraph.Mailbox));
        await app.WatchAsync();
        app.Graph.Receive("Printer");
        await app.WatchAsync();
        await app.WorkAsync();
        Assert.Empty(app.Graph.Subscriptions);
        Assert.Equal(["Printer"], await app.TicketsAsync());
    }

    [Theory]
    [InlineData(0, null, 5)]
    [InlineData(3, null, 40)]
    [InlineData(50, null, 900)]
    [InlineData(0, 60, 60)]
    [InlineData(8, 60, 900)]
    public void Attempts_become_rarer_and_heed_graph(int attempt, int? wanted, int expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected),
        GraphFetch.Delay(new GraphTask(GraphTaskKind.Fetch, "x", attempt), wanted is { } seconds ? TimeSpan.FromSeconds(seconds) : null));

    private static async Task<GraphApp> NewWatchedAsync()
    {
        GraphApp app = await GraphApp.NewAsync();
        await app.WatchAsync();
        return app;
    }
}
