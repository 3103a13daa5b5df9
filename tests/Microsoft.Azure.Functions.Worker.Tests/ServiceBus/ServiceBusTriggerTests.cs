using System.Net;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Worker.Tests.ServiceBus;

[Collection(SharedAzurite.Name)]
public sealed partial class ServiceBusTriggerTests : IAsyncLifetime
{
    private readonly string _queue = $"q{Guid.NewGuid():N}";
    private readonly AzuriteFixture _azurite;
    private readonly Events _events = new();
    private readonly ServiceBusClient _client;

    public ServiceBusTriggerTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        _client = new ServiceBusClient(azurite.ConnectionString);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task A_message_triggers_the_function_and_is_completed_when_it_succeeds()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(TellMessage)))
        {
            await SendAsync(new ServiceBusMessage("hello") { MessageId = "m1", Subject = "greeting" });
            Assert.Equal("m1 greeting hello, delivery 1", await _events.NextAsync());
        }

        Assert.Empty(await ReceiveAsync());
    }

    [Fact]
    public async Task A_message_comes_again_when_the_function_throws_and_is_dead_lettered_in_the_end()
    {
        await using FunctionAppHost host = await StartAsync(typeof(FailAlways));
        await SendAsync(new ServiceBusMessage("bad"));
        IReadOnlyList<string> deliveries = await _events.NextAsync(10);
        Assert.Equal(Enumerable.Range(1, 10).Select(count => $"delivery {count}"), deliveries);
        ServiceBusReceivedMessage dead = await ReceiveDeadAsync();
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Empty(_events.Told());
    }

    [Fact]
    public async Task A_function_may_settle_its_message_itself()
    {
        await using FunctionAppHost host = await StartAsync(typeof(DeadLetterItself));
        await SendAsync(new ServiceBusMessage("bad"));
        ServiceBusReceivedMessage dead = await ReceiveDeadAsync();
        Assert.Equal("Unreadable", dead.DeadLetterReason);
        Assert.Equal("No ticket in it.", dead.DeadLetterErrorDescription);
    }

    [Fact]
    public async Task Json_is_bound_to_a_type_with_any_case_of_names()
    {
        await using FunctionAppHost host = await StartAsync(typeof(TellOrder));
        await SendAsync(new ServiceBusMessage("""{ "name": "printer", "COUNT": 3 }"""));
        Assert.Equal("printer x 3", await _events.NextAsync());
    }

    [Fact]
    public async Task A_body_that_is_not_the_type_counts_as_a_failed_delivery()
    {
        await using FunctionAppHost host = await StartAsync(typeof(TellOrder));
        await SendAsync(new ServiceBusMessage("no json"));
        ServiceBusReceivedMessage dead = await ReceiveDeadAsync();
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Empty(_events.Told());
    }

    [Fact]
    public async Task A_batch_function_gets_what_there_is_at_once()
    {
        await SendAsync([.. Enumerable.Range(1, 5).Select(number => new ServiceBusMessage($"{number}"))]);
        await using FunctionAppHost host = await StartAsync(typeof(TellBatch));
        int received = 0;
        while (received < 5)
        {
            received += (await _events.NextAsync()).Split(' ').Length;
        }

        Assert.Equal(5, received);
    }

    [Fact]
    public async Task As_many_run_at_once_as_host_json_says_and_no_more()
    {
        await SendAsync([.. Enumerable.Range(1, 6).Select(number => new ServiceBusMessage($"{number}"))]);
        var gate = new Gate();
        await using FunctionAppHost host = await StartAsync(
            typeof(WaitAtGate),
            new Dictionary<string, string?> { ["AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls"] = "2" },
            gate);
        await _events.NextAsync(2);
        Assert.Equal(2, gate.Inside);
        gate.Open.Release(6);
        await _events.NextAsync(4);
        Assert.Equal(2, gate.MostInside);
    }

    [Fact]
    public async Task A_stop_waits_for_the_function_that_runs_and_completes_its_message()
    {
        var gate = new Gate();
        await using (FunctionAppHost host = await StartAsync(typeof(WaitAtGate), gate: gate))
        {
            await SendAsync(new ServiceBusMessage("slow"));
            await _events.NextAsync();
            Task stop = host.StopAsync();
            gate.Open.Release();
            await stop;
        }

        Assert.Empty(await ReceiveAsync());
    }

    [Fact]
    public async Task The_trace_of_the_sender_goes_on_in_the_function()
    {
        await using FunctionAppHost host = await StartAsync(typeof(TellTrace));
        var message = new ServiceBusMessage("traced");
        message.ApplicationProperties["Diagnostic-Id"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await SendAsync(message);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", await _events.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_function_returns_is_sent_to_where_its_attribute_says()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Forward));
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/forward", UriKind.Relative), null);
        Assert.Equal("2 sent", await response.Content.ReadAsStringAsync());
        Assert.Equal(["{\"Name\":\"a\",\"Count\":1}", "{\"Name\":\"b\",\"Count\":2}"], (await _events.NextAsync(2)).Order());
    }

    [Fact]
    public async Task A_trace_may_come_as_traceparent_and_with_a_state()
    {
        await using FunctionAppHost host = await StartAsync(typeof(TellTrace));
        var message = new ServiceBusMessage("traced");
        message.ApplicationProperties["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        message.ApplicationProperties["tracestate"] = "vendor=1";
        await SendAsync(message);
        Assert.Matches("^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01 vendor=1$", await _events.NextAsync());
    }

    [Fact]
    public async Task Binding_data_are_text_or_json_as_they_come_from_the_host_in_azure()
    {
        await using FunctionAppHost host = await StartAsync(typeof(TellData));
        var message = new ServiceBusMessage("data") { MessageId = "m1", Subject = "s", CorrelationId = "c", ContentType = "text/plain", ReplyTo = "r", To = "t" };
        message.ApplicationProperties["version"] = 3;
        await SendAsync(message);
        Assert.Equal("m1 s s c text/plain r t 1 {\"version\":3} {\"version\":3}", await _events.NextAsync());
    }

    [Fact]
    public async Task A_body_is_taken_as_bytes_or_binary_data_too()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(TellBytes)))
        {
            await SendAsync(new ServiceBusMessage("bytes"));
            Assert.Equal("5 bytes", await _events.NextAsync());
        }

        await using FunctionAppHost other = await StartAsync(typeof(TellBinaryData));
        await SendAsync(new ServiceBusMessage("data"));
        Assert.Equal("data", await _events.NextAsync());
    }

    [Fact]
    public async Task A_function_may_give_its_message_back_with_other_properties()
    {
        await using FunctionAppHost host = await StartAsync(typeof(AbandonOnce));
        await SendAsync(new ServiceBusMessage("again"));
        Assert.Equal(["delivery 1, tried none", "delivery 2, tried once"], await _events.NextAsync(2));
    }

    [Fact]
    public async Task A_function_may_renew_its_lock_and_complete_its_message_itself()
    {
        await using (FunctionAppHost host = await StartAsync(typeof(RenewAndComplete)))
        {
            await SendAsync(new ServiceBusMessage("mine"));
            Assert.Equal("renewed and completed", await _events.NextAsync());
        }

        Assert.Empty(await ReceiveAsync());
    }

    [Fact]
    public async Task A_batch_that_fails_comes_again_but_for_what_was_settled()
    {
        await SendAsync(new ServiceBusMessage("good") { MessageId = "good" }, new ServiceBusMessage("bad") { MessageId = "bad" });
        await using FunctionAppHost host = await StartAsync(typeof(HalfABatch));
        ServiceBusReceivedMessage dead = await ReceiveDeadAsync();
        Assert.Equal("bad", dead.MessageId);
    }

    [Fact]
    public async Task The_app_says_how_json_is_read_and_written()
    {
        await using FunctionAppHost host = await StartAsync(
            typeof(Forward), configure: builder => builder.Services.Configure<JsonSerializerOptions>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase));
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/forward", UriKind.Relative), null);
        Assert.Equal(["{\"name\":\"a\",\"count\":1}", "{\"name\":\"b\",\"count\":2}"], (await _events.NextAsync(2)).Order());
    }

    [Fact]
    public async Task What_a_middleware_fails_has_no_outputs()
    {
        await using FunctionAppHost host = await StartAsync(typeof(Forward), configure: builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            if (context.FunctionDefinition.Name == "forward")
            {
                throw new TimeoutException(context.InvocationId);
            }
        }));
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage response = await client.PostAsync(new Uri("/api/forward", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        await SendAsync(new ServiceBusMessage("marker"));
        Assert.Equal("marker", await _events.NextAsync());
    }

    private Task<FunctionAppHost> StartAsync(Type functions, IReadOnlyDictionary<string, string?>? settings = null, Gate? gate = null, Action<FunctionsApplicationBuilder>? configure = null) =>
        TestApp.StartAsync(new TestApp.Setup
        {
            Functions = [functions],
            Events = _events,
            Settings = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
            {
                ["Bus"] = _azurite.ConnectionString,
                ["Queue"] = _queue,
            },
            Configure = builder =>
            {
                builder.Services.AddSingleton(gate ?? new Gate());
                configure?.Invoke(builder);
            },
        });

    private async Task SendAsync(params ServiceBusMessage[] messages)
    {
        await using ServiceBusSender sender = _client.CreateSender(_queue);
        await sender.SendMessagesAsync(messages);
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync()
    {
        await using ServiceBusReceiver receiver = _client.CreateReceiver(_queue);
        return await receiver.PeekMessagesAsync(10);
    }

    private async Task<ServiceBusReceivedMessage> ReceiveDeadAsync()
    {
        await using ServiceBusReceiver receiver = _client.CreateReceiver(_queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20)) ?? throw new TimeoutException("No dead letter came.");
    }
}
