using Support.Local.Storage;

namespace Support.Local.Hosting.Simulation;

/// <summary>
/// The whole backend in a <see cref="Local.Simulation"/>: the four apps with their triggers, on a storage account in
/// memory. Days of its life take moments, and the same seed lives them again.
/// </summary>
/// <example>
/// <code>
/// var simulation = new Simulation(seed: 7, start);
/// simulation.Run(async () =>
/// {
///     SimulatedBackend backend = await SimulatedBackend.StartAsync(new SimulatedWorld(simulation));
///     await backend.Http.PostAsync("api/tickets", ticket);
///     await Task.Delay(TimeSpan.FromDays(3), simulation.Time);
///     await backend.StopAsync();
/// });
/// </code>
/// </example>
public sealed class SimulatedBackend
{
    private readonly SimulatedProcess _process;
    private readonly SimulatedApp[] _apps;

    private SimulatedBackend(SimulatedProcess process, SimulatedWeb web, SimulatedApp[] apps)
    {
        _process = process;
        _apps = apps;
        Http = new HttpClient(new ProcessHandler(process, web)) { BaseAddress = new Uri("http://localhost/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A client of the API.</summary>
    public HttpClient Http { get; }

    /// <summary>Is completed when it is killed.</summary>
    public Task Death => _process.Death;

    /// <summary>Starts the apps as <c>support run</c> does.</summary>
    /// <param name="world">What it finds, and leaves behind.</param>
    /// <param name="modelPath">The support model to run; the default model if null.</param>
    public static async Task<SimulatedBackend> StartAsync(SimulatedWorld world, string? modelPath = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        SimulatedProcess process = world.Simulation.NewProcess("backend");
        try
        {
            return await process.RunAsync(() => StartAppsAsync(process, world, modelPath));
        }
        catch
        {
            // A process whose start fails ends; what it had begun would go on otherwise, and hold the task hub.
            process.Kill();
            throw;
        }
    }

    /// <summary>Lets what runs come to its end, as Ctrl-C does.</summary>
    public Task StopAsync() => _process.RunAsync(() => Task.WhenAll(_apps.Select(app => app.StopAsync())));

    /// <summary>Ends it at once, as <c>kill -9</c> does. Requests under way are answered by nobody.</summary>
    public void Kill() => _process.Kill();

    private static async Task<SimulatedBackend> StartAppsAsync(SimulatedProcess process, SimulatedWorld world, string? modelPath)
    {
        var web = new SimulatedWeb();
        Dictionary<string, string?> settings = Settings(modelPath);
        SimulatedApp[] apps = [.. new LocalHostOptions().Apps.Select(name => SimulatedApp.Build(name, world, settings, web.Functions))];
        await Task.WhenAll(apps.Select(app => app.StartAsync()));
        return new SimulatedBackend(process, web, apps);
    }

    private static Dictionary<string, string?> Settings(string? modelPath)
    {
        var settings = new Dictionary<string, string?>(SimulatedWorld.Settings)
        {
            ["AzureWebJobsStorage"] = MemoryStorage.ConnectionString,
            ["Storage"] = MemoryStorage.ConnectionString,
            ["ServiceBus"] = $"{MemoryStorage.ConnectionString}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}",
            ["Support:PublicBaseUrl"] = "http://localhost",
            ["Intake:acceptUnsigned"] = "true",
        };
        if (modelPath is not null)
        {
            settings["Support:ModelPath"] = Path.GetFullPath(modelPath);
        }

        return settings;
    }

    /// <summary>Hands requests to the backend's process, and answers those that it does not live to answer.</summary>
    private sealed class ProcessHandler(SimulatedProcess process, SimulatedWeb web) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            LocalTasks.ForLibraryAsync(() => CarryAsync(request, cancellationToken));

        private async Task<HttpResponseMessage> CarryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            Task<HttpResponseMessage> answer = process.RunAsync(() => web.AnswerAsync(request, body));
            await Task.WhenAny(answer, process.Death).WaitAsync(cancellationToken);
            return answer.IsCompleted ? await answer : throw new HttpRequestException("The backend was killed.");
        }
    }
}
