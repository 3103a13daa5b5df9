using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>The whole backend, with a team whose tickets are assigned in turn: what happens at night, and in the morning.</summary>
public sealed class When_nobody_is_at_work
{
    // Monday night; Farah and Grace begin at 07:00 UTC, Hiro at 14:00.
    private static readonly DateTimeOffset Night = new(2026, 3, 2, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_ticket_waits_for_the_shift_and_is_assigned_at_its_very_beginning()
    {
        string[] told = Live(Night, TimeSpan.FromHours(9), "low");

        Assert.Equal(
            [
                "assignmentPostponed: nobody of Application support can take it until 08:00 Europe/Berlin, when Farah Haddad is there "
                + "(Farah Haddad is off shift until 08:00 Europe/Berlin, Grace Okafor is off shift until 08:00 Europe/Berlin, "
                + "Hiro Tanaka is off shift until Tue 3 Mar 09:00 America/New_York); waits",
                "assignmentDue: the time to look for somebody again has come",
                "assigned: round robin: the first; Hiro Tanaka is off shift until 09:00 America/New_York → Farah Haddad",
            ],
            told);
    }

    [Fact]
    public void What_cannot_wait_goes_to_the_triage_manager_who_is_told()
    {
        string[] told = Live(Night, TimeSpan.FromMinutes(5), "high");

        Assert.Equal(2, told.Length);
        Assert.StartsWith("assignmentFailed: nobody of Application support can take it in time: Farah Haddad is off shift", told[0], StringComparison.Ordinal);
        Assert.EndsWith("; the triage manager gets it", told[1], StringComparison.Ordinal);
    }

    private static string[] Live(DateTimeOffset start, TimeSpan length, string grade)
    {
        string path = ModelInTurn();
        var simulation = new Local.Simulation(7, start);
        var world = new SimulatedWorld(simulation);
        string[] told = [];
        simulation.Run(async () =>
        {
            SimulatedBackend backend = await SimulatedBackend.StartAsync(world, path);
            HttpResponseMessage opened = await backend.Http.PostAsJsonAsync("api/tickets", new
            {
                subject = "Pay slip", description = "It is wrong.", requester = new { email = "rita@customer.example" }, application = "payroll", impact = grade, urgency = grade,
            });
            string id = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            await Task.Delay(length, simulation.Time);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/desk/tickets/{id}/history");
            request.Headers.Add("X-Support-User", "nadia");
            HttpResponseMessage history = await backend.Http.SendAsync(request);
            told = [.. (await history.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("entries").EnumerateArray().Select(Said).OfType<string>()];
            await backend.StopAsync();
        });
        File.Delete(path);
        if (grade == "high")
        {
            Assert.Contains(world.Mails, static mail => mail.To.Contains("nadia@example.test") && mail.Subject.Contains("Nobody can take it", StringComparison.Ordinal));
        }

        return told;
    }

    private static string? Said(JsonElement entry)
    {
        if (!entry.TryGetProperty("event", out JsonElement happened))
        {
            return null;
        }

        string type = happened.GetProperty("data").GetProperty("type").GetString()!;
        return type.StartsWith("assign", StringComparison.Ordinal) ? $"{type}: {happened.GetProperty("cause").GetString()}" : null;
    }

    /// <summary>The default model, but application support is assigned in turn, and steps do not interfere.</summary>
    private static string ModelInTurn()
    {
        var comments = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        JsonNode model = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "support-model.json")), documentOptions: comments)!;
        model["teams"]!["app-support"]!["assignment"] = "roundRobin";
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, model.ToJsonString());
        return path;
    }
}
