using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>
/// Tickets are open on the default model; the backend is started again with another one — a shorter target here, a longer
/// one there, edited office hours — and is killed while it brings the tickets up to it.
/// </summary>
public sealed class When_the_model_changes
{
    // A Monday at ten in Berlin, within office hours.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_ticket_follows_the_new_one_and_is_changed_once(int seed)
    {
        string next = Path.Combine(Path.GetTempPath(), $"model-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(next, NextModel());
            var simulation = new Local.Simulation(seed, Start);
            simulation.Run(() => LiveAsync(simulation, next, killAfter: seed % 5 == 0 ? null : TimeSpan.FromMilliseconds(37 * seed)));
        }
        finally
        {
            File.Delete(next);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 5)];

    private static async Task LiveAsync(Local.Simulation simulation, string next, TimeSpan? killAfter)
    {
        var world = new SimulatedWorld(simulation);
        SimulatedBackend backend = await SimulatedBackend.StartAsync(world);
        string[] critical = [await OpenAsync(backend, "high", "high"), await OpenAsync(backend, "high", "high")];
        string[] high = [await OpenAsync(backend, "high", "medium"), await OpenAsync(backend, "high", "medium"), await OpenAsync(backend, "high", "medium")];

        // Until then the critical ones have missed their first response; the high ones have used half an hour of theirs.
        await Task.Delay(TimeSpan.FromMinutes(30), simulation.Time);
        await backend.StopAsync();

        DateTimeOffset since = simulation.Time.GetUtcNow();
        backend = await SimulatedBackend.StartAsync(world, next);
        if (killAfter is { } wait)
        {
            await Task.Delay(wait, simulation.Time);
            backend.Kill();
            await Task.Delay(TimeSpan.FromSeconds(20), simulation.Time);
            backend = await SimulatedBackend.StartAsync(world, next);
        }

        await Task.Delay(TimeSpan.FromMinutes(10), simulation.Time);
        JsonElement model = await AskAsync(backend, "api/desk/model");
        Assert.Equal("default-next", model.GetProperty("version").GetString());
        Assert.Equal("applied", model.GetProperty("change").GetProperty("state").GetString());
        Assert.Equal(5, model.GetProperty("change").GetProperty("total").GetInt32());

        await Task.Delay(TimeSpan.FromHours(8), simulation.Time);
        foreach (string id in critical)
        {
            await AssertCriticalAsync(backend, id);
        }

        foreach (string id in high)
        {
            await AssertHighAsync(backend, id, since);
        }

        await backend.StopAsync();
    }

    /// <summary>The missed first response stays missed; the resolution has six hours instead of four.</summary>
    private static async Task AssertCriticalAsync(SimulatedBackend backend, string id)
    {
        JsonElement[] events = await EventsAsync(backend, id);
        DateTimeOffset opened = events[0].GetProperty("at").GetDateTimeOffset();

        Assert.Equal(
            [$"firstResponse PT15M {At(opened.AddMinutes(15))}", $"resolution PT6H {At(opened.AddHours(6))}"],
            Of(events, "slaBreached").Select(Breach));
        JsonElement retargeted = Assert.Single(Of(events, "clockRetargeted"), static changed => Text(changed, "clock") == "resolution");
        Assert.Equal("PT6H", Text(retargeted, "target"));
    }

    /// <summary>The first response has forty minutes instead of an hour, and the office closes at twelve.</summary>
    private static async Task AssertHighAsync(SimulatedBackend backend, string id, DateTimeOffset since)
    {
        JsonElement[] events = await EventsAsync(backend, id);
        DateTimeOffset opened = events[0].GetProperty("at").GetDateTimeOffset();

        Assert.Equal($"firstResponse PT40M {At(opened.AddMinutes(40))}", Assert.Single(Of(events, "slaBreached").Select(Breach)));
        JsonElement[] retargeted = [.. Of(events, "clockRetargeted")];
        Assert.Equal(["firstResponse", "resolution"], retargeted.Select(static changed => Text(changed, "clock")).Order(StringComparer.Ordinal));
        Assert.All(retargeted, static changed => Assert.Equal("default-next", Text(changed, "modelVersion")));

        // Two of eight hours were used up to noon at Berlin on Monday; three a day leave two for Wednesday.
        DateTimeOffset due = retargeted.Single(static changed => Text(changed, "clock") == "resolution").GetProperty("dueAt").GetDateTimeOffset();
        TimeSpan usedOnMonday = new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero) - opened;
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero) + (TimeSpan.FromHours(8 - 3) - usedOnMonday), due);
        Assert.True(since > opened);
    }

    private static string NextModel()
    {
        JsonNode model = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "support-model.json")), documentOptions: WithComments)!;
        model["version"] = "default-next";
        JsonArray policies = model["slaPolicies"]!.AsArray();
        Targets(policies, "critical")["resolution"] = "PT6H";
        Targets(policies, "high")["firstResponse"] = "PT40M";
        foreach ((string day, JsonNode? _) in model["calendars"]!["office"]!["weekly"]!.AsObject().ToArray())
        {
            model["calendars"]!["office"]!["weekly"]![day] = new JsonArray("09:00-12:00");
        }

        return model.ToJsonString();
    }

    private static JsonNode Targets(JsonArray policies, string priority) =>
        policies.Select(policy => policy!["targets"]![priority]).First(static targets => targets is not null)!;

    private static async Task<string> OpenAsync(SimulatedBackend backend, string impact, string urgency)
    {
        using HttpResponseMessage answer = await backend.Http.PostAsJsonAsync("api/tickets", new
        {
            subject = "Cannot pay", description = "The page stays white.", requester = new { email = "customer@example.com" }, application = "shop", impact, urgency,
        });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement[]> EventsAsync(SimulatedBackend backend, string id) =>
    [
        .. (await AskAsync(backend, $"api/desk/tickets/{id}/history")).GetProperty("entries").EnumerateArray()
            .Where(static entry => entry.TryGetProperty("event", out _))
            .Select(static entry => entry.GetProperty("event")),
    ];

    private static async Task<JsonElement> AskAsync(SimulatedBackend backend, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Support-User", "nadia");
        using HttpResponseMessage answer = await backend.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<JsonElement> Of(JsonElement[] events, string type) =>
        events.Select(static happened => happened.GetProperty("data")).Where(data => Text(data, "type") == type);

    private static string Breach(JsonElement data) => $"{Text(data, "clock")} {Text(data, "target")} {At(data.GetProperty("dueAt").GetDateTimeOffset())}";

    private static string At(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;
}
