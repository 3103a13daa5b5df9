using System.Net;
using System.Text.Json;
using Support.EndToEnd.Tests.Backend;
using Support.EndToEnd.Tests.Http;
using Support.TestKit;
using Xunit;

namespace Support.EndToEnd.Tests.Channels;

[Collection(RunningBackendTests.Name)]
public sealed class Alerts_of_Alertmanager(RunningBackend backend)
{
    private const string Address = "api/intake/alerts/alertmanager";

    private readonly string _disk = Guid.NewGuid().ToString("N")[..16];
    private readonly string _load = Guid.NewGuid().ToString("N")[..16];

    private Api Api => backend.Api;

    [Fact]
    public async Task Open_one_ticket_each_and_the_same_alert_again_is_counted()
    {
        (string Outcome, string? Id)[] first = await SendAsync(Alert(_disk, "firing"), Alert(_load, "firing"));
        (string Outcome, string? Id)[] again = await SendAsync(Alert(_disk, "firing"));

        Assert.Equal(["opened", "opened"], first.Select(static taken => taken.Outcome));
        Assert.NotEqual(first[0].Id, first[1].Id);
        Assert.Equal([("counted", first[0].Id)], again);
        Answer shown = await ShowAsync(first[0].Id);
        Assert.Equal(
            ("Disk almost full on db1", "platform", "critical", "1"),
            (shown["ticket", "subject"], shown["ticket", "application"], shown["ticket", "priority"], shown["ticket", "messages"]));
    }

    [Fact]
    public async Task Are_resolved_with_the_alert_and_reopened_when_it_fires_again()
    {
        string? id = (await SendAsync(Alert(_disk, "firing")))[0].Id;

        Assert.Equal([("resolved", id)], await SendAsync(Alert(_disk, "resolved")));
        Assert.Equal("resolved", (await ShowAsync(id))["ticket", "status"]);
        Assert.Equal([("ignored", id)], await SendAsync(Alert(_disk, "resolved")));
        Assert.Equal([("added", id)], await SendAsync(Alert(_disk, "firing")));
        Assert.Equal("open", (await ShowAsync(id))["ticket", "status"]);
    }

    [Fact]
    public async Task Open_a_follow_up_when_their_ticket_is_over()
    {
        string? id = (await SendAsync(Alert(_disk, "firing")))[0].Id;
        await SendAsync(Alert(_disk, "resolved"));
        await Api.CommandAsync("grace", id!, "close");

        (string outcome, string? next) = (await SendAsync(Alert(_disk, "firing")))[0];

        Assert.Equal("opened", outcome);
        Assert.Equal(id, (await ShowAsync(next))["ticket", "followUpOf"]);
    }

    [Fact]
    public async Task That_are_all_well_and_were_never_heard_of_are_ignored()
    {
        IReadOnlyList<string> before = await backend.StoredTicketsAsync();

        Assert.Equal([("ignored", null)], await SendAsync(Alert(_disk, "resolved")));
        Assert.Equal(before, await backend.StoredTicketsAsync());
    }

    [Fact]
    public async Task Bring_no_mail_to_the_machine()
    {
        string? id = (await SendAsync(Alert(_disk, "firing")))[0].Id;
        await SendAsync(Alert(_disk, "resolved"));

        History history = await backend.HistoryAsync(
            id!, static told => told.Notices.Count > 0 && told.Notices.All(static notice => notice.Fate == "sent"), "notices that are sent");

        Assert.All(history.Notices, static notice => Assert.Equal("page", notice.Reason));
        Assert.DoesNotContain(history.Notices, static notice => notice.Recipient.EndsWith(".invalid", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "#/alerts")]
    [InlineData("""{"alerts":[{"status":"burning","fingerprint":"f"}]}""", "#/alerts/0/status")]
    [InlineData("""{"alerts":[{"status":"firing","fingerprint":"f","labels":{"n":{}}}]}""", "#/alerts/0/labels/n")]
    public async Task Are_refused_where_none_can_be_read(string body, string pointer)
    {
        IReadOnlyList<string> before = await backend.StoredTicketsAsync();

        ProblemAssert.Is(await Api.PostAsync(Address, body), HttpStatusCode.UnprocessableEntity, "invalid-fields", pointer);
        Assert.Equal(before, await backend.StoredTicketsAsync());
    }

    // A payload of a real Alertmanager, where the samples lie beside the checkout.
    [Fact]
    public async Task Of_a_real_one_open_a_ticket_each()
    {
        string sample = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", "payloads", "alertmanager_webhook.json");
        string payload = File.Exists(sample)
            ? await File.ReadAllTextAsync(sample)
            : Payload(Alert("a1bc48475b20e73d", "firing"), Alert("c2ea85182f28cbd9", "firing"));

        Answer answer = await Api.PostAsync(Address, payload);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["a1bc48475b20e73d opened", "c2ea85182f28cbd9 opened"], Taken(answer).Select(static taken =>
            $"{taken.GetProperty("fingerprint").GetString()} {taken.GetProperty("outcome").GetString()}"));
    }

    private async Task<(string Outcome, string? Id)[]> SendAsync(params object[] alerts)
    {
        Answer answer = await Api.PostAsync(Address, Payload(alerts));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. Taken(answer).Select(static taken => (
            taken.GetProperty("outcome").GetString()!,
            taken.TryGetProperty("ticketId", out JsonElement id) ? id.GetString() : null))];
    }

    private Task<Answer> ShowAsync(string? id) => Api.GetAsAsync("grace", $"api/desk/tickets/{id}");

    private static JsonElement.ArrayEnumerator Taken(Answer answer) => answer.Json.GetProperty("alerts").EnumerateArray();

    private static string Payload(params object[] alerts) => JsonSerializer.Serialize(new
    {
        version = "4",
        groupKey = "{}:{}",
        receiver = "support",
        status = "firing",
        externalURL = "http://alertmanager.example:9093",
        alerts,
    });

    private static object Alert(string fingerprint, string status) => new
    {
        status,
        labels = new { alertname = "DiskAlmostFull", instance = "db1", severity = "critical" },
        annotations = new { summary = "Disk almost full", description = "Less than 5 % are free." },
        startsAt = "2026-11-22T08:00:00Z",
        endsAt = "0001-01-01T00:00:00Z",
        generatorURL = "http://prometheus.example:9090/graph",
        fingerprint,
    };
}
