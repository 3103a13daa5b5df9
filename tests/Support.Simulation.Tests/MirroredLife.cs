using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Local.Hosting.Simulation;
using Support.Local.Storage;

namespace Support.Simulation.Tests;

/// <summary>
/// A life in which tickets of payroll are mirrored to a ServiceNow instance: agents answer here, people answer there, and the
/// instance tells everything that happens twice. Whatever kills the backend, it is started again.
/// </summary>
internal sealed class MirroredLife
{
    private const int Tickets = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Local.Simulation _simulation;
    private readonly SimulatedWorld _world;
    private readonly StorageFaults? _faults;
    private readonly string _model = Path.Combine(Path.GetTempPath(), $"mirrored-{Guid.NewGuid():N}.json");
    private SimulatedBackend? _backend;
    private bool _over;

    private MirroredLife(int seed, StorageFaults? faults)
    {
        _simulation = new Local.Simulation(seed, new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        _world = new SimulatedWorld(_simulation, _faults = faults);
    }

    /// <summary>The world in the end.</summary>
    public SimulatedWorld World => _world;

    /// <summary>Each ticket's texts in the end.</summary>
    public List<string[]> Texts { get; } = [];

    public static MirroredLife Live(int seed, StorageFaults? faults = null, params long[] killsAtTurns)
    {
        var life = new MirroredLife(seed, faults);
        File.WriteAllText(life._model, Model());
        try
        {
            life._simulation.Run(() => life.LiveAsync(killsAtTurns));
        }
        finally
        {
            File.Delete(life._model);
        }

        return life;
    }

    private async Task LiveAsync(long[] killsAtTurns)
    {
        Task running = KeepRunningAsync();
        foreach (long turn in killsAtTurns)
        {
            _simulation.AtTurn(turn, () => _backend?.Kill());
        }

        Task telling = TellAsync();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, Tickets).Select(OpenAsync));
        foreach (string id in ids)
        {
            await AgentAsync(id, "reply", new { text = "We look into it." }, "r");
            await AgentAsync(id, "note", new { text = "Between us." }, "n");
        }

        await WaitUntilAsync(() => _world.Incidents.Count >= Tickets);
        for (int i = 0; i < Tickets; i++)
        {
            _world.ChangeIncident(i, "bo.vendor", "comments", $"Which month? {i}");
        }

        await Task.Delay(TimeSpan.FromMinutes(10), _simulation.Time);
        await AgentAsync(ids[0], "resolve", new { text = "Fixed." }, "s");
        await Task.Delay(TimeSpan.FromMinutes(30), _simulation.Time);
        _faults?.Off();
        await Task.Delay(TimeSpan.FromHours(2), _simulation.Time);
        foreach (string id in ids)
        {
            JsonElement ticket = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, $"api/desk/tickets/{id}"));
            Texts.Add([.. ticket.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("text").GetString()!)]);
        }

        _over = true;
        await telling;
        await _backend!.StopAsync();
        await running;
    }

    private async Task KeepRunningAsync()
    {
        while (!_over)
        {
            try
            {
                _backend = await SimulatedBackend.StartAsync(_world, _model);
            }
            catch (Exception failure) when (_faults is not null && failure is Azure.RequestFailedException or AggregateException or Local.Durable.DurableTaskHubInUseException)
            {
                await Task.Delay(Patience, _simulation.Time);
                continue;
            }

            SimulatedBackend backend = _backend;
            while (!_over && !backend.Death.IsCompleted)
            {
                await Task.WhenAny(backend.Death, Task.Delay(TimeSpan.FromMinutes(5), _simulation.Time));
            }

            if (!_over)
            {
                _backend = null;
                await Task.Delay(TimeSpan.FromSeconds(3), _simulation.Time);
            }
        }
    }

    // Everything twice, as a sender who missed the answer does.
    private async Task TellAsync()
    {
        for (int told = 0; !_over; )
        {
            if (told == _world.IncidentNews.Count)
            {
                await Task.Delay(TimeSpan.FromSeconds(20), _simulation.Time);
                continue;
            }

            string news = _world.IncidentNews[told++];
            for (int i = 0; i < 2; i++)
            {
                await AskAsync(() => new HttpRequestMessage(HttpMethod.Post, "api/intake/webhooks/servicenow") { Content = new StringContent(news, Encoding.UTF8, "application/json") });
            }
        }
    }

    private async Task<string> OpenAsync(int number)
    {
        JsonElement ticket = await AskAsync(() => Keyed(HttpMethod.Post, "api/tickets", $"t-{number}", new
        {
            subject = $"Wrong wage tax {number}", description = "It is too high.", requester = new { email = "rita@customer.example" }, application = "payroll",
        }));
        return ticket.GetProperty("id").GetString()!;
    }

    private Task<JsonElement> AgentAsync(string id, string command, object body, string key) =>
        AskAsync(() => Keyed(HttpMethod.Post, $"api/desk/tickets/{id}/{command}", $"{id}-{key}", body));

    private static HttpRequestMessage Keyed(HttpMethod method, string path, string key, object body)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<JsonElement> AskAsync(Func<HttpRequestMessage> ask)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                if (_backend is { } backend)
                {
                    using HttpRequestMessage request = ask();
                    request.Headers.Add("X-Support-User", "mara");
                    using HttpResponseMessage response = await backend.Http.SendAsync(request);
                    if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
                    {
                        return await response.Content.ReadFromJsonAsync<JsonElement>();
                    }
                }
            }
            catch (HttpRequestException)
            {
                // Killed under way: asked again.
            }

            await Task.Delay(Patience, _simulation.Time);
        }

        throw new TimeoutException("There was no answer.");
    }

    private async Task WaitUntilAsync(Func<bool> holds)
    {
        for (int waited = 0; !holds() && waited < 2000; waited++)
        {
            await Task.Delay(Patience, _simulation.Time);
        }
    }

    private static string Model([CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Support.Platform", "Model", "support-model.json");
        JsonNode tree = JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })!;
        tree["intake"]!["webhooks"] = JsonNode.Parse("""
            { "servicenow": { "ownAccounts": ["support.desk"], "mirror": { "url": "https://servicenow.memory/", "workNotes": true, "push": ["payroll"] } } }
            """);
        return tree.ToJsonString();
    }
}
