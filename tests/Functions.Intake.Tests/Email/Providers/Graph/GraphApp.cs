using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Support.Domain.Json;
using Support.Functions.Intake.Email.Providers.Graph;
using Support.Local.Storage;
using Support.Platform.Graph;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

/// <summary>The app before a <see cref="FakeGraph"/>, with the queue in between.</summary>
internal sealed class GraphApp : IAsyncDisposable
{
    private readonly ProviderApp _app;
    private readonly KeptBus _bus;

    private GraphApp(ProviderApp app, KeptBus bus, FakeGraph graph) => (_app, _bus, Graph) = (app, bus, graph);

    public FakeGraph Graph { get; }

    public ManualTimeProvider Time => _app.Time;

    public StorageFaults Faults => _app.Faults;

    public IReadOnlyList<ServiceBusMessage> Queue => _bus.Messages;

    /// <summary>Why tasks were dead-lettered.</summary>
    public List<string> DeadLetters { get; } = [];

    public static Task<GraphApp> NewAsync() => NewAsync(("Graph:mailbox", FakeGraph.Mailbox), ("Intake:graph:secret", ProviderApp.Secret));

    public static async Task<GraphApp> NewAsync(params (string Name, string Value)[] settings)
    {
        var time = new ManualTimeProvider();
        var bus = new KeptBus();
        var graph = new FakeGraph(time);
        ProviderApp app = await ProviderApp.NewAsync([.. settings, ("Graph:baseUrl", FakeGraph.BaseUrl)], services =>
        {
            services.AddSingleton<TimeProvider>(time).AddSingleton<ServiceBusClient>(bus);
            services.ConfigureHttpClientDefaults(clients => clients.ConfigurePrimaryHttpMessageHandler(() => graph));
        });
        var made = new GraphApp(app, bus, graph);
        graph.Handshake = async token => (await made.PostAsync(string.Empty, $"?validationToken={Uri.EscapeDataString(token)}")).Text;
        return made;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The regular round.</summary>
    public Task WatchAsync() => _app.Get<GraphWatch>().RunAsync(CancellationToken.None);

    public Task<(int Status, string Text)> NotifyAsync(params JsonObject[] notifications) =>
        PostAsync(new JsonObject { ["value"] = new JsonArray([.. notifications]) }.ToJsonString());

    public async Task<(int Status, string Text)> PostAsync(string body, string query = "", string contentType = "application/json")
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        (context.Request.Method, context.Request.ContentType, context.Request.ContentLength, context.Request.Body) = ("POST", contentType, bytes.Length, new MemoryStream(bytes));
        context.Request.QueryString = new QueryString(query);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await _app.Get<GraphFunction>().RunAsync(context.Request, CancellationToken.None)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>Does what is in the queue, until nothing is; what is put back for later is done when its time has come.</summary>
    /// <param name="waits">Whether time passes for what was put back.</param>
    /// <param name="first">Draws which task is done next; the first if null.</param>
    public async Task WorkAsync(bool waits = true, Func<int, int>? first = null)
    {
        for (int done = 0; done < 1_000; done++)
        {
            List<ServiceBusMessage> due = [.. _bus.Messages.Where(message => message.ScheduledEnqueueTime <= Time.GetUtcNow())];
            if (due.Count == 0)
            {
                if (_bus.Messages.Count == 0 || !waits)
                {
                    return;
                }

                Time.AdvanceTo(_bus.Messages.Min(message => message.ScheduledEnqueueTime));
                continue;
            }

            ServiceBusMessage next = due[first?.Invoke(due.Count) ?? 0];
            _bus.Messages.Remove(next);
            GraphTask task = JsonSerializer.Deserialize<GraphTask>(next.Body.ToMemory().Span, SupportJson.Options)!;
            try
            {
                if (await _app.Get<GraphFetch>().DoAsync(task, CancellationToken.None) is { } reason)
                {
                    DeadLetters.Add(reason);
                }
            }
            catch (RequestFailedException)
            {
                // The bus delivers again what was not completed, and the process that does it comes up again.
                _bus.Messages.Add(next);
                Faults.Off();
            }
        }

        Assert.Fail("The queue does not become empty.");
    }

    /// <summary>The subjects of the tickets that there are, sorted.</summary>
    public Task<IReadOnlyList<string>> TicketsAsync() => _app.TicketsAsync();
}
