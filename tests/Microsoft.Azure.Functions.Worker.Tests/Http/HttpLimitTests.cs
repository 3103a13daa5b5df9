using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Hosting;
using Xunit;

namespace Support.Local.Worker.Tests.Http;

/// <summary>How many requests an app takes, and of what size.</summary>
public sealed class HttpLimitTests
{
    private const int Megabyte = 1024 * 1024;
    private const string HostJson = "AzureFunctionsJobHost__extensions__http__";

    private readonly Events _events = new();
    private readonly Gate _gate = new();

    [Fact]
    public async Task As_many_requests_run_as_host_json_says_and_the_others_wait()
    {
        await using FunctionAppHost host = await StartAsync(new() { [HostJson + "maxConcurrentRequests"] = "2" });
        using HttpClient client = host.CreateClient();
        Task<string>[] requests = [.. Enumerable.Range(0, 6).Select(_ => client.GetStringAsync(new Uri("/api/wait", UriKind.Relative)))];
        await _events.NextAsync(2);
        _gate.Open.Release(6);
        await Task.WhenAll(requests);
        Assert.Equal(2, _gate.MostInside);
    }

    [Fact]
    public async Task More_requests_than_host_json_lets_wait_are_turned_away()
    {
        await using FunctionAppHost host = await StartAsync(new()
        {
            [HostJson + "maxConcurrentRequests"] = "1",
            [HostJson + "maxOutstandingRequests"] = "2",
        });
        using HttpClient client = host.CreateClient();
        Task<HttpResponseMessage>[] requests = [.. Enumerable.Range(0, 5).Select(_ => client.GetAsync(new Uri("/api/wait", UriKind.Relative)))];
        await _events.NextAsync();
        var answered = new List<HttpStatusCode>();
        List<Task<HttpResponseMessage>> open = [.. requests];
        while (answered.Count < 3)
        {
            Task<HttpResponseMessage> next = await Task.WhenAny(open);
            open.Remove(next);
            answered.Add((await next).StatusCode);
        }

        _gate.Open.Release(2);
        foreach (Task<HttpResponseMessage> rest in open)
        {
            answered.Add((await rest).StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK], answered);
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_taken()
    {
        await using FunctionAppHost host = await StartAsync([]);
        using HttpClient client = host.CreateClient();
        using var content = new StreamContent(new Zeros(100 * Megabyte));
        content.Headers.ContentLength = 100 * Megabyte;
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/count", UriKind.Relative), content);
        Assert.Equal($"{100 * Megabyte}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_reaches_the_function_while_it_is_still_on_its_way()
    {
        await using FunctionAppHost host = await StartAsync([]);
        using HttpClient client = host.CreateClient();
        using var content = new StreamContent(new Zeros(Megabyte, pauseAfter: 64 * 1024, _gate.Open));
        Task<HttpResponseMessage> sending = client.PostAsync(new Uri("/api/count", UriKind.Relative), content);
        Assert.Equal("first bytes", await _events.NextAsync());
        Assert.False(sending.IsCompleted);
        _gate.Open.Release();
        using HttpResponseMessage response = await sending;
        Assert.Equal($"{Megabyte}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_reaches_the_caller_while_the_function_still_writes_it()
    {
        await using FunctionAppHost host = await StartAsync([]);
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/api/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("first", await reader.ReadLineAsync());
        _gate.Open.Release();
        Assert.Equal("last", await reader.ReadLineAsync());
    }

    [Theory]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_longer_than_the_app_setting_allows_is_refused(int length, HttpStatusCode expected)
    {
        await using FunctionAppHost host = await StartAsync(new() { ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000" });
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/count") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_body_longer_than_a_hundred_megabytes_is_refused()
    {
        await using FunctionAppHost host = await StartAsync([]);
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/count") { Content = new StreamContent(new Zeros((100 * Megabyte) + 1)) };
        request.Content.Headers.ContentLength = (100 * Megabyte) + 1;
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private Task<FunctionAppHost> StartAsync(Dictionary<string, string?> settings) => TestApp.StartAsync(new TestApp.Setup
    {
        Functions = [typeof(Functions)],
        Events = _events,
        Settings = settings,
        Configure = builder => builder.Services.AddSingleton(_gate),
    });

    public sealed class Gate
    {
        private int _inside;

        public SemaphoreSlim Open { get; } = new(0);

        public int MostInside { get; private set; }

        public async Task PassAsync(CancellationToken cancellationToken)
        {
            lock (Open)
            {
                MostInside = Math.Max(MostInside, ++_inside);
            }

            await Open.WaitAsync(cancellationToken);
            lock (Open)
            {
                _inside--;
            }
        }
    }

    public sealed class Functions(Events events, Gate gate)
    {
        [Function("wait")]
        public async Task<IResult> WaitAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            events.Tell(request.Path);
            await gate.PassAsync(cancellationToken);
            return Results.Text("done");
        }

        [Function("count")]
        public async Task<IResult> CountAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            long length = 0;
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (length == 0)
                {
                    events.Tell("first bytes");
                }

                length += read;
            }

            return Results.Text($"{length}");
        }

        [Function("stream")]
        public async Task StreamAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
        {
            HttpResponse response = request.HttpContext.Response;
            await response.WriteAsync("first\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            await gate.PassAsync(cancellationToken);
            await response.WriteAsync("last\n", cancellationToken);
        }
    }

    /// <summary>So many zeros, which nobody holds; it may pause on the way until it is let go on.</summary>
    private sealed class Zeros(long length, long pauseAfter = long.MaxValue, SemaphoreSlim? goOn = null) : Stream
    {
        private long _position;
        private bool _paused;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_position >= pauseAfter && !_paused)
            {
                _paused = true;
                await goOn!.WaitAsync(cancellationToken);
            }

            int count = (int)Math.Min(buffer.Length, Math.Min(length, _paused ? length : pauseAfter) - _position);
            buffer.Span[..count].Clear();
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
            // There is nothing to write.
        }
    }
}
