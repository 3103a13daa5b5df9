using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local.Storage;
using Support.Local.Storage.Protocol;
using Support.TestKit.Time;
using Xunit;

namespace Support.Local.Tests.Storage.Core;

/// <summary>The account behind a pipeline of the Azure clients' own making.</summary>
public sealed class When_a_pipeline_sends_to_memory
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpPipeline _pipeline;

    public When_a_pipeline_sends_to_memory() => _pipeline = Pipeline(new MemoryStorage(_clock).CreateTransport());

    [Fact]
    public async Task It_is_answered_before_the_call_returns()
    {
        using HttpMessage message = Message("GET", "/Tables");

        ValueTask sending = _pipeline.SendAsync(message, CancellationToken.None);

        Assert.True(sending.IsCompletedSuccessfully);
        await sending;
        Assert.Equal((200, "OK"), (message.Response.Status, message.Response.ReasonPhrase));
        Assert.StartsWith("{\"value\":[", message.Response.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_answered_when_it_blocks()
    {
        using HttpMessage message = Message("GET", "/Tables");
        _pipeline.Send(message, CancellationToken.None);

        Assert.Equal(200, message.Response.Status);
        Assert.False(message.Response.IsError);
    }

    [Fact]
    public void Headers_are_found_in_any_case_and_say_when_and_which()
    {
        using HttpMessage message = Message("GET", "/Tables");
        message.Request.ClientRequestId = "mine";
        _pipeline.Send(message, CancellationToken.None);
        ResponseHeaders headers = message.Response.Headers;

        Assert.Equal(_clock.GetUtcNow(), headers.Date);
        Assert.Equal("00000000-0000-0000-0000-000000000001", headers.RequestId);
        Assert.True(headers.TryGetValue("X-MS-CLIENT-REQUEST-ID", out string? client));
        Assert.Equal("mine", client);
        Assert.Equal("application/json;odata=nometadata", headers.ContentType);
        Assert.Contains(headers, header => header.Name == "Date");
        Assert.False(headers.Contains("ETag"));
    }

    [Fact]
    public void A_request_s_headers_can_be_set_added_to_and_removed()
    {
        RequestHeaders headers = Message("GET", "/Tables").Request.Headers;
        headers.SetValue("X-Some", "1");
        headers.Add("x-some", "2");
        headers.SetValue("Other", "3");

        Assert.True(headers.TryGetValue("X-SOME", out string? value));
        Assert.Equal("1,2", value);
        Assert.True(headers.TryGetValues("x-some", out IEnumerable<string>? values));
        Assert.Equal(["1", "2"], values);
        Assert.True(headers.Remove("OTHER"));
        Assert.False(headers.Contains("other"));
    }

    [Fact]
    public async Task A_host_that_is_not_the_account_s_is_not_found()
    {
        using HttpMessage message = Message("GET", "/Tables");
        message.Request.Uri.Host = "elsewhere.example";

        var unknown = await Assert.ThrowsAsync<RequestFailedException>(async () => await _pipeline.SendAsync(message, CancellationToken.None));

        Assert.Equal(0, unknown.Status);
    }

    [Fact]
    public async Task A_canceled_request_is_not_carried_out()
    {
        using HttpMessage message = Message("POST", "/Tables", """{"TableName":"Notes"}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _pipeline.SendAsync(message, new CancellationToken(canceled: true)));
        using HttpMessage list = Message("GET", "/Tables");
        await _pipeline.SendAsync(list, CancellationToken.None);

        Assert.Equal("{\"value\":[]}", list.Response.Content.ToString());
    }

    [Fact]
    public async Task A_retry_sends_the_content_again()
    {
        var faults = new StorageFaults(1);
        faults.FailAt(1, FaultMoment.BeforeEffect, once: true);
        HttpPipeline pipeline = Pipeline(new MemoryStorage(_clock).CreateTransport(faults), retries: 1);
        using HttpMessage message = Message("POST", "/Tables", """{"TableName":"Notes"}""");

        await pipeline.SendAsync(message, CancellationToken.None);

        Assert.Equal(201, message.Response.Status);
        Assert.Equal(2, faults.Requests);
    }

    private static HttpPipeline Pipeline(HttpPipelineTransport transport, int retries = 0) => HttpPipelineBuilder.Build(
        new Options { Transport = transport, Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed } });

    private HttpMessage Message(string method, string path, string? body = null)
    {
        StorageRequest signed = Signed.Table(method, path, body);
        HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Parse(method);
        message.Request.Uri.Reset(signed.Uri);
        foreach ((string name, string value) in signed.Headers)
        {
            message.Request.Headers.SetValue(name, value);
        }

        message.Request.Content = body is null ? null : RequestContent.Create(System.Text.Encoding.UTF8.GetBytes(body));
        return message;
    }

    private sealed class Options : ClientOptions;
}
