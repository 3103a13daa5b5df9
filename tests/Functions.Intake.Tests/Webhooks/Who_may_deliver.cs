using System.Globalization;
using System.Text;
using System.Text.Json;
using Support.Functions.Intake.Sources;
using Xunit;
using static Support.Functions.Intake.Tests.Webhooks.WebhookApp;

namespace Support.Functions.Intake.Tests.Webhooks;

public sealed class Who_may_deliver
{
    private const string Ping = """{ "zen": "Keep it logically awesome." }""";

    private const string Form = """
        { "form": { "map": { "subject": "/topic" }, "proof": { "scheme": "hmacSha256", "header": "X-Sig", "timestampHeader": "X-Time", "encoding": "base64", "prefix": "v1=" } } }
        """;

    [Fact]
    public async Task Whoever_signs_the_bytes_with_either_secret()
    {
        WebhookApp app = await NewAsync("{}", ("Intake:github:secretNext", "the-next-long-secret"));

        foreach (string secret in new[] { Secret, "the-next-long-secret" })
        {
            Assert.Equal(200, (await PingAsync(app, ("X-Hub-Signature-256", $"sha256={Sign(Ping, secret)}"))).Status);
            Assert.Equal(200, (await PingAsync(app, ("X-Hub-Signature-256", $"sha256={Sign(Ping, secret).ToUpperInvariant()}"))).Status);
        }
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("X-Hub-Signature-256", "")]
    [InlineData("X-Hub-Signature", "sha1=b05a5ae06f8d8ba5f5e9a4d3a2c1f0e9d8c7b6a5")]
    [InlineData("Authorization", "Bearer a-long-enough-secret")]
    public async Task Nobody_else(string header, string value)
    {
        WebhookApp app = await NewAsync();

        (int status, JsonElement body) = await PingAsync(app, (header, value));

        Assert.Equal(401, status);
        Assert.DoesNotContain("ecret", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_where_the_signature_is_of_other_bytes()
    {
        WebhookApp app = await NewAsync();

        Assert.Equal(401, (await PingAsync(app, ("X-Hub-Signature-256", $"sha256={Sign(Ping + " ")}"))).Status);
    }

    [Fact]
    public async Task Nobody_before_there_is_a_secret_and_the_answer_says_which()
    {
        WebhookApp app = await NewAsync("{}", ("Intake:github:secret", null));

        (int status, JsonElement body) = await PingAsync(app, ("X-Hub-Signature-256", "sha256=00"));

        Assert.Equal(403, status);
        Assert.Contains("Intake:github:secret", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(299, 200)]
    [InlineData(-299, 200)]
    [InlineData(301, 401)]
    [InlineData(-301, 401)]
    public async Task Whoever_signs_a_time_that_is_near(int secondsAgo, int expected)
    {
        WebhookApp app = await NewAsync(Form);
        string time = app.Time.GetUtcNow().AddSeconds(-secondsAgo).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(expected, (await FormAsync(app, time, time)).Status);
    }

    [Fact]
    public async Task Nobody_who_signs_another_time_or_none()
    {
        WebhookApp app = await NewAsync(Form);
        string time = app.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(401, (await FormAsync(app, time + "0", time)).Status);
        Assert.Equal(401, (await FormAsync(app, "", "")).Status);
        Assert.Equal(401, (await FormAsync(app, "yesterday", "yesterday")).Status);
    }

    [Fact]
    public async Task Whoever_knows_the_password_or_the_token_of_ServiceNow()
    {
        WebhookApp app = await NewAsync();
        const string Body = """{ "sys_id": "a", "number": "INC1", "operation": "delete" }""";

        Assert.Equal(200, (await app.PostAsync("servicenow", Body, ("Authorization", $"Bearer {Secret}"))).Status);
        Assert.Equal(200, (await app.PostAsync("servicenow", Body, ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))}"))).Status);
        Assert.Equal(401, (await app.PostAsync("servicenow", Body, ("Authorization", "Basic bm9ib2R5"))).Status);
    }

    [Fact]
    public async Task No_source_that_nobody_named() => Assert.Equal(404, (await (await NewAsync()).PostAsync("elsewhere", Ping)).Status);

    [Theory]
    [InlineData("{ not json", 400)]
    [InlineData("[]", 422)]
    [InlineData("""{ "action": "opened" }""", 422)]
    public async Task What_cannot_be_read_is_answered_with_where(string body, int expected)
    {
        WebhookApp app = await NewAsync();

        Assert.Equal(expected, (await app.GitHubAsync(body)).Status);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        WebhookApp app = await NewAsync();

        Assert.Equal(413, (await app.GitHubAsync($$"""{ "a": "{{new string('x', Support.Functions.Intake.Webhooks.WebhookFunction.BytesMax)}}" }""")).Status);
    }

    private static Task<(int Status, JsonElement Body)> PingAsync(WebhookApp app, (string Name, string Value) proof) =>
        app.PostAsync("github", Ping, proof, ("X-GitHub-Event", "ping"));

    private static Task<(int Status, JsonElement Body)> FormAsync(WebhookApp app, string sent, string signed)
    {
        const string Body = """{ "topic": "Hello" }""";
        string signature = Convert.ToBase64String(Convert.FromHexString(IntakeSecrets.Sign(Secret, Encoding.UTF8.GetBytes($"{signed}.{Body}"))));
        return app.PostAsync("form", Body, ("X-Sig", $"v1={signature}"), ("X-Time", sent));
    }
}
