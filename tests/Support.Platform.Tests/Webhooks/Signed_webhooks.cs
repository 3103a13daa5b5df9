using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Support.Platform.Tests.Fakes;
using Support.Platform.Webhooks;
using Xunit;

namespace Support.Platform.Tests.Webhooks;

public sealed class Signed_webhooks
{
    private static readonly Uri Address = new("https://hooks.example.test/support?token=secret-in-query");
    private static readonly DateTimeOffset Now = new(2026, 1, 7, 10, 0, 0, TimeSpan.Zero);

    // The signature was computed by Python's hmac over msg-1.1767780000.{"a":1} with the key s3cr3t.
    [Theory]
    [InlineData("s3cr3t")]
    [InlineData("whsec_czNjcjN0")]
    public async Task Are_signed_over_id_time_and_body(string secret)
    {
        using var receiver = new Receiver(HttpStatusCode.NoContent);

        await Post(receiver, ("Webhooks:status-page:Secret", secret));

        Assert.Equal(
            [
                "POST https://hooks.example.test/support?token=secret-in-query", "application/json", "msg-1", "1767780000",
                "v1,5moO+fGiVQUkJwMKp35te8xdGNPQDXi0yOCOl6OSLbY=", "{\"a\":1}",
            ],
            receiver.Received);
    }

    [Fact]
    public async Task Find_the_secret_also_where_a_setting_may_have_no_hyphen()
    {
        using var receiver = new Receiver(HttpStatusCode.OK);

        await Post(receiver, ("Webhooks:status_page:Secret", "s3cr3t"));

        Assert.NotEmpty(receiver.Received);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_no base64!")]
    public async Task Are_not_sent_without_a_usable_secret(string? secret)
    {
        using var receiver = new Receiver(HttpStatusCode.OK);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Post(receiver, ("Webhooks:status-page:Secret", secret)));

        Assert.Contains("Webhooks:status-page:Secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Fail_with_the_status_and_without_the_address(HttpStatusCode status)
    {
        using var receiver = new Receiver(status);

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(
            () => Post(receiver, ("Webhooks:status-page:Secret", "s3cr3t")));

        Assert.Equal(status, error.StatusCode);
        Assert.DoesNotContain("secret-in-query", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_no_redirect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<int> answered = AnswerOnceAsync(listener, $"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:{port}/other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IConfiguration>(Some.Configuration(("Webhooks:status-page:Secret", "s3cr3t")))
            .AddSingleton(TimeProvider.System)
            .AddOutboundChannels()
            .BuildServiceProvider();

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => services.GetRequiredService<SignedWebhooks>()
            .PostAsync("status-page", new Uri($"http://127.0.0.1:{port}/hook"), "msg-1", "{}"u8.ToArray(), CancellationToken.None));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, error.StatusCode);
        Assert.Equal(1, await answered);
        Assert.False(listener.Pending());
    }

    private static async Task<int> AnswerOnceAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[4096];
        string request = string.Empty;
        while (!request.EndsWith("{}", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer);
            request += Encoding.ASCII.GetString(buffer, 0, read);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return 1;
    }

    private static async Task Post(Receiver receiver, params (string Name, string? Value)[] settings)
    {
        using var http = new HttpClient(receiver, disposeHandler: false);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)))
            .Build();
        await new SignedWebhooks(http, configuration, new At(Now))
            .PostAsync("status-page", Address, "msg-1", "{\"a\":1}"u8.ToArray(), CancellationToken.None);
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Receiver(HttpStatusCode status) : HttpMessageHandler
    {
        public IReadOnlyList<string> Received { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Received =
            [
                $"{request.Method} {request.RequestUri}", $"{request.Content!.Headers.ContentType}",
                .. request.Headers.Where(static header => header.Key.StartsWith("webhook-", StringComparison.Ordinal)).SelectMany(static header => header.Value),
                await request.Content.ReadAsStringAsync(cancellationToken),
            ];
            return new HttpResponseMessage(status);
        }
    }
}
