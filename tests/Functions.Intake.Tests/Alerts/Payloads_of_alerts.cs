using System.Text;
using System.Text.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Intake.Sources;
using Support.TestKit;
using Xunit;

namespace Support.Functions.Intake.Tests.Alerts;

/// <summary>What each source posts becomes the right ticket, and what it posts next goes to that ticket.</summary>
public sealed class Payloads_of_alerts
{
    private static readonly (string, string) Bearer = ("Authorization", $"Bearer {AlertApp.Secret}");

    [Theory]
    [InlineData("alertmanager", SamplePayloads.Prometheus, "The queue is stuck on mq-2", "payroll", Priority.Critical, "3 more alerts")]
    [InlineData("grafana", SamplePayloads.Prometheus, "The queue is stuck on mq-2", "payroll", Priority.Critical, "Image: https://grafana.example/a.png")]
    [InlineData("azure-monitor", SamplePayloads.AzureMetric, "cpu-high on vm-7", "payroll", Priority.High, "Percentage CPU GreaterThan 25 (Average): 97.7 [Role=web]")]
    [InlineData("azure-monitor", SamplePayloads.AzureServiceHealth, "Storage in West Europe", "platform", Priority.Low, "trackingId = TRK-1")]
    [InlineData("pagerduty", SamplePayloads.PagerDuty, "Disk full", "platform", Priority.High, "Runbook: https://example.com/")]
    [InlineData("datadog", SamplePayloads.Datadog, "[P1] [Triggered] Queue grows", "shop", Priority.Critical, "The queue grows.")]
    [InlineData("cloudevents", SamplePayloads.CloudEvent, "Rack 4 is hot", "payroll", Priority.Critical, "celsius = 51")]
    public async Task Become_a_ticket(string source, string body, string subject, string application, Priority priority, string says)
    {
        AlertApp app = await AlertApp.NewAsync();

        (int status, _, _) = await app.PostAsync(source, body, Bearer);

        Assert.Equal(source == "pagerduty" ? 202 : 200, status);
        Ticket ticket = Assert.Single(await app.TicketsAsync());
        Assert.Equal((subject, application, priority), (ticket.Subject, ticket.Application, ticket.Priority));
        Assert.Equal((IntakeChannel.Alert, $"{source}@monitoring.invalid"), (ticket.Channel, ticket.Requester.Email));
        Assert.Contains(says, (await app.Store.MessagesAsync(ticket.Id, default))[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alertmanager", SamplePayloads.Prometheus, "\"firing\", \"fingerprint\"", "\"resolved\", \"fingerprint\"")]
    [InlineData("grafana", SamplePayloads.Prometheus, "\"firing\", \"fingerprint\"", "\"resolved\", \"fingerprint\"")]
    [InlineData("azure-monitor", SamplePayloads.AzureMetric, "\"Fired\"", "\"Resolved\"")]
    [InlineData("azure-monitor", SamplePayloads.AzureServiceHealth, "\"status\": \"Active\"", "\"status\": \"Resolved\"")]
    [InlineData("pagerduty", SamplePayloads.PagerDuty, "\"trigger\"", "\"resolve\"")]
    [InlineData("datadog", SamplePayloads.Datadog, "\"Triggered\"", "\"Recovered\"")]
    [InlineData("cloudevents", SamplePayloads.CloudEvent, "\"e-1\"|.raised", "\"e-2\"|.cleared")]
    public async Task Resolve_the_ticket_when_all_is_well_and_reopen_it_when_it_is_not(string source, string body, string from, string to)
    {
        AlertApp app = await AlertApp.NewAsync();
        string well = from.Split('|').Zip(to.Split('|')).Aggregate(body, static (text, pair) => text.Replace(pair.First, pair.Second, StringComparison.Ordinal));
        await app.PostAsync(source, body, Bearer);
        await app.PostAsync(source, well, Bearer);

        Assert.Equal(TicketStatus.Resolved, Assert.Single(await app.TicketsAsync()).Status);

        await app.PostAsync(source, body.Replace("\"e-1\"", "\"e-3\"", StringComparison.Ordinal).Replace("\"77\"", "\"78\"", StringComparison.Ordinal), Bearer);
        Assert.Equal(TicketStatus.Open, Assert.Single(await app.TicketsAsync()).Status);
    }

    [Fact]
    public async Task Of_PagerDutys_clients_are_answered_as_PagerDuty_does()
    {
        AlertApp app = await AlertApp.NewAsync();

        (int status, JsonElement body, _) = await app.PostAsync("pagerduty", SamplePayloads.PagerDuty);
        Assert.Equal((202, "success", "Event processed", "db1/disk"), (
            status, body.GetProperty("status").GetString(), body.GetProperty("message").GetString(), body.GetProperty("dedup_key").GetString()));

        (status, body, _) = await app.PostAsync("pagerduty", $$"""{ "routing_key": "{{AlertApp.NextSecret}}", "event_action": "resolve" }""");
        Assert.Equal((400, "invalid event"), (status, body.GetProperty("status").GetString()));
        Assert.Equal("#/dedup_key: Expected a text that is not empty.", body.GetProperty("errors")[0].GetString());
    }

    [Fact]
    public async Task Of_PagerDutys_webhooks_open_note_and_resolve_and_count_once()
    {
        AlertApp app = await AlertApp.NewAsync();
        foreach ((string id, string type) in new[] { ("1", "triggered"), ("2", "acknowledged"), ("2", "acknowledged"), ("3", "resolved"), ("1", "triggered"), ("4", "annotated") })
        {
            string body = SamplePayloads.PagerDutyWebhook.Replace("01EVENT", id, StringComparison.Ordinal).Replace("incident.triggered", $"incident.{type}", StringComparison.Ordinal);
            string signature = IntakeSecrets.Sign(AlertApp.NextSecret, Encoding.UTF8.GetBytes(body));
            (int status, _, _) = await app.PostAsync("pagerduty", body, ("X-PagerDuty-Signature", $"v1=00, v1={signature}"));
            Assert.Equal(200, status);
        }

        Ticket ticket = Assert.Single(await app.TicketsAsync());
        Assert.Equal((TicketStatus.Resolved, "shop", Priority.High, 3), (ticket.Status, ticket.Application, ticket.Priority, ticket.Messages));
    }

    [Fact]
    public async Task In_binary_mode_are_read_from_headers_and_count_once()
    {
        AlertApp app = await AlertApp.NewAsync();
        (string, string)[] headers =
        [
            ("ce-specversion", "1.0"), ("ce-id", "b-1"), ("ce-source", "/sensors"), ("ce-type", "com.example.door.raised"), ("ce-subject", "T%C3%BCr%204"), ("Content-Type", "text/plain"),
        ];

        (int status, JsonElement body, _) = await app.PostAsync("cloudevents", "open"u8.ToArray(), $"?access_token={AlertApp.Secret}", headers);
        await app.PostAsync("cloudevents", "open"u8.ToArray(), $"?access_token={AlertApp.Secret}", headers);

        Assert.Equal((200, "opened"), (status, body.GetProperty("alerts")[0].GetProperty("outcome").GetString()));
        Assert.Equal("com.example.door.raised: Tür 4", Assert.Single(await app.TicketsAsync()).Subject);
    }

    [Fact]
    public async Task Of_which_one_is_broken_are_taken_and_the_broken_one_is_named()
    {
        AlertApp app = await AlertApp.NewAsync();

        (int status, JsonElement body, _) = await app.PostAsync(
            "alertmanager", """{"alerts":[{"status":"firing","fingerprint":"a"},{"status":"burning","fingerprint":"b"},{"status":"firing","fingerprint":"c"}]}""", Bearer);

        Assert.Equal((200, 2, "#/alerts/1/status"), (status, body.GetProperty("alerts").GetArrayLength(), body.GetProperty("refused")[0].GetProperty("pointer").GetString()));
        Assert.Equal(2, (await app.TicketsAsync()).Count);
    }

    [Theory]
    [InlineData("alertmanager", "{}", 422)]
    [InlineData("alertmanager", "{", 400)]
    [InlineData("grafana", """{"alerts":[{"status":"firing"}]}""", 422)]
    [InlineData("azure-monitor", """{"schemaId":"other"}""", 422)]
    [InlineData("datadog", """{"monitor_id":"$ALERT_ID","alert_transition":"Triggered"}""", 422)]
    [InlineData("cloudevents", """{"specversion":"0.3"}""", 422)]
    [InlineData("cloudevents", """{"specversion":"1.0","id":"1","source":"s"}""", 422)]
    public async Task That_cannot_be_read_are_refused(string source, string body, int expected)
    {
        AlertApp app = await AlertApp.NewAsync();

        Assert.Equal(expected, (await app.PostAsync(source, body, Bearer)).Status);
        Assert.Empty(await app.TicketsAsync());
    }

    [Theory]
    [InlineData("alertmanager", "alertmanager_webhook.json", 2)]
    [InlineData("grafana", "grafana_alerting_webhook.json", 1)]
    [InlineData("azure-monitor", "azure_monitor_common_metric_resolved.json", 0)]
    [InlineData("pagerduty", "pagerduty_events_v2_trigger.json", 1)]
    [InlineData("pagerduty", "pagerduty_webhook_v3_incident_triggered.json", 1)]
    [InlineData("cloudevents", "cloudevents_1_0_structured_examples.json", 1)]
    public async Task Of_real_systems_open_a_ticket_each(string source, string file, int tickets)
    {
        string path = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", "payloads", file);
        if (!File.Exists(path))
        {
            return;
        }

        AlertApp app = await AlertApp.NewAsync(setUp: false, acceptUnsigned: true);
        byte[] body = await File.ReadAllBytesAsync(path);

        Assert.InRange((await app.PostAsync(source, body, string.Empty)).Status, 200, 202);
        Assert.Equal(tickets, (await app.TicketsAsync()).Count);
        if (source == "azure-monitor")
        {
            byte[] fired = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"Resolved\"", "\"Fired\"", StringComparison.Ordinal));
            await app.PostAsync(source, fired, string.Empty);
            await app.PostAsync(source, body, string.Empty);
            Assert.Equal(("WCUS-R2-Gen2 on wcus-r2-gen2", TicketStatus.Resolved), (await app.TicketsAsync()).Select(static ticket => (ticket.Subject, ticket.Status)).Single());
        }
    }
}
