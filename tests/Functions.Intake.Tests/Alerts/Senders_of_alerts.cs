using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Functions.Intake.Sources;
using Xunit;

namespace Support.Functions.Intake.Tests.Alerts;

/// <summary>Who may send alerts: as each vendor lets its system prove itself, and nobody else.</summary>
public sealed class Senders_of_alerts
{
    public static TheoryData<string> Sources => ["alertmanager", "grafana", "azure-monitor", "datadog", "cloudevents"];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Prove_themselves_by_either_secret_in_a_header(string source)
    {
        AlertApp app = await AlertApp.NewAsync();
        foreach (string secret in new[] { AlertApp.Secret, AlertApp.NextSecret })
        {
            string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{secret}"));
            Assert.Equal(422, (await app.PostAsync(source, "{}", ("Authorization", $"Bearer {secret}"))).Status);
            Assert.Equal(422, (await app.PostAsync(source, "{}", ("Authorization", $"Basic {basic}"))).Status);
            Assert.Equal(422, (await app.PostAsync(source, "{}", ("X-Support-Secret", secret))).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Are_refused_with_a_wrong_secret_or_none(string source)
    {
        AlertApp app = await AlertApp.NewAsync();

        Assert.Equal(401, (await app.PostAsync(source, "{}")).Status);
        Assert.Equal(401, (await app.PostAsync(source, "{}", ("Authorization", "Bearer a-wrong-secret"))).Status);
        Assert.Equal(401, (await app.PostAsync(source, "{}", ("Authorization", "Basic ???"))).Status);
        Assert.Equal(401, (await app.PostAsync(source, "{}"u8.ToArray(), "?code=wrong&key=wrong&access_token=wrong", ("X-Grafana-Alerting-Signature", "00"))).Status);
    }

    [Theory]
    [InlineData("alertmanager")]
    [InlineData("pagerduty")]
    [InlineData("cloudevents")]
    public async Task Are_told_which_setting_is_missing(string source)
    {
        AlertApp app = await AlertApp.NewAsync(setUp: false);

        (int status, System.Text.Json.JsonElement body, _) = await app.PostAsync(source, "{}");

        Assert.Equal(403, status);
        Assert.Contains($"Intake:{source}:secret", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure-monitor", "?code=", 422)]
    [InlineData("azure-monitor", "?key=", 422)]
    [InlineData("cloudevents", "?access_token=", 422)]
    [InlineData("alertmanager", "?code=", 401)]
    [InlineData("datadog", "?key=", 401)]
    public async Task Prove_themselves_in_the_address_only_where_they_can_nowhere_else(string source, string query, int expected) => Assert.Equal(
        expected, (await (await AlertApp.NewAsync()).PostAsync(source, "{}"u8.ToArray(), query + Uri.EscapeDataString(AlertApp.Secret))).Status);

    [Theory]
    [InlineData(0, 422)]
    [InlineData(299, 422)]
    [InlineData(-299, 422)]
    [InlineData(301, 401)]
    [InlineData(-301, 401)]
    public async Task Of_Grafana_sign_the_time_and_an_old_one_is_a_replay(int seconds, int expected)
    {
        AlertApp app = await AlertApp.NewAsync();
        string time = (app.Time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        string signature = IntakeSecrets.Sign(AlertApp.Secret, Encoding.UTF8.GetBytes($"{time}:{{}}"));

        Assert.Equal(expected, (await app.PostAsync("grafana", "{}", ("X-Grafana-Alerting-Signature", signature), ("X-Grafana-Alerting-Timestamp", time))).Status);
    }

    [Fact]
    public async Task Of_Grafana_sign_the_body()
    {
        AlertApp app = await AlertApp.NewAsync();
        string signature = IntakeSecrets.Sign(AlertApp.NextSecret, "{}"u8.ToArray());

        Assert.Equal(422, (await app.PostAsync("grafana", "{}", ("X-Grafana-Alerting-Signature", signature))).Status);
        Assert.Equal(401, (await app.PostAsync("grafana", "{ }", ("X-Grafana-Alerting-Signature", signature))).Status);
        Assert.Equal(401, (await app.PostAsync("grafana", "{}", ("X-Grafana-Alerting-Signature", signature), ("X-Grafana-Alerting-Timestamp", "x"))).Status);
    }

    [Theory]
    [InlineData("""{ "routing_key": "a-wrong-routing-key" }""")]
    [InlineData("""{ "event": {} }""")]
    [InlineData("no json")]
    [InlineData("[]")]
    public async Task Of_PagerDuty_are_refused_with_a_wrong_key(string body)
    {
        AlertApp app = await AlertApp.NewAsync();

        Assert.Equal(401, (await app.PostAsync("pagerduty", body)).Status);
        Assert.Equal(401, (await app.PostAsync("pagerduty", body, ("X-PagerDuty-Signature", "v1=00,v2=11"))).Status);
    }

    [Fact]
    public async Task Of_CloudEvents_ask_first()
    {
        AlertApp app = await AlertApp.NewAsync();

        (int status, _, IHeaderDictionary headers) = await app.PostAsync(
            "handshake", [], $"?access_token={AlertApp.Secret}", ("WebHook-Request-Origin", "eventemitter.example.com"), ("WebHook-Request-Rate", "120"));

        Assert.Equal((200, "eventemitter.example.com", "600"), (status, headers["WebHook-Allowed-Origin"].ToString(), headers["WebHook-Allowed-Rate"].ToString()));
        Assert.Equal(401, (await app.PostAsync("handshake", [], string.Empty, ("WebHook-Request-Origin", "eventemitter.example.com"))).Status);
        Assert.Equal(400, (await app.PostAsync("handshake", [], $"?access_token={AlertApp.Secret}")).Status);
    }
}
