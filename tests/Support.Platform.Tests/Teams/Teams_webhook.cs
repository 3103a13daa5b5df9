using System.Net;
using Support.Platform.Teams;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Teams;

public sealed class Teams_webhook
{
    private static readonly Uri Channel = new("https://flows.example.com/hook?sig=secret");

    [Fact]
    public void Is_the_teams_own_or_else_the_default()
    {
        using var http = new HttpClient();
        var webhook = new TeamsWebhook(http, Some.Configuration(
            ("Teams:Webhook:shop-dev", "https://flows.example.com/shop"), ("Teams:Webhook:default", "https://flows.example.com/all")));

        Assert.Equal("https://flows.example.com/shop", webhook.AddressOf("shop-dev")?.ToString());
        Assert.Equal("https://flows.example.com/all", webhook.AddressOf("service-desk")?.ToString());
        Assert.Null(new TeamsWebhook(http, Some.Configuration()).AddressOf("shop-dev"));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Accepted)]
    public async Task Gets_the_card_as_JSON(HttpStatusCode status)
    {
        using var flow = new Flow(status);
        using var http = new HttpClient(flow);

        await new TeamsWebhook(http, Some.Configuration()).PostAsync(Channel, """{"type":"message"}""", CancellationToken.None);

        Assert.Equal("POST https://flows.example.com/hook?sig=secret application/json {\"type\":\"message\"}", flow.Received);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task That_does_not_take_the_card_is_a_failure_with_its_status_and_without_its_address(HttpStatusCode status)
    {
        using var flow = new Flow(status);
        using var http = new HttpClient(flow);

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            new TeamsWebhook(http, Some.Configuration()).PostAsync(Channel, "{}", CancellationToken.None));

        Assert.Equal(status, failure.StatusCode);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    private sealed class Flow(HttpStatusCode status) : HttpMessageHandler
    {
        public string? Received { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Received = $"{request.Method} {request.RequestUri} {request.Content.Headers.ContentType} {body}";
            return new HttpResponseMessage(status);
        }
    }
}
