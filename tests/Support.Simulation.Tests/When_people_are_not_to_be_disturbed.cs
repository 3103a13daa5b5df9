using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>
/// The whole backend in a night that is quiet from 22:00 to 07:00 in Berlin. Ben holds two tickets whose requesters write
/// at midnight; one is resolved before the morning.
/// </summary>
public sealed class When_people_are_not_to_be_disturbed
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 2, 19, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Morning = new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_waits_is_sent_once_in_the_morning_and_what_is_moot_is_not(bool killed)
    {
        var simulation = new Local.Simulation(11, Evening);
        var world = new SimulatedWorld(simulation);
        string path = QuietModel();
        string[] first = [];
        string[] second = [];
        simulation.Run(async () =>
        {
            SimulatedBackend backend = await SimulatedBackend.StartAsync(world, path);
            (string waits, string link) = await OpenAsync(backend);
            (string moot, string mootLink) = await OpenAsync(backend);
            await Task.Delay(TimeSpan.FromHours(4), simulation.Time);
            await WriteAsync(backend, link);
            await WriteAsync(backend, mootLink);
            await Task.Delay(TimeSpan.FromHours(1), simulation.Time);
            Assert.Equal(["waiting 0"], await RepliesAsync(backend, waits));
            if (killed)
            {
                backend.Kill();
                await backend.Death;
                backend = await SimulatedBackend.StartAsync(world, path);
            }

            await DoAsync(backend, moot, "resolve");
            await Task.Delay(Morning - simulation.Time.GetUtcNow() - TimeSpan.FromSeconds(1), simulation.Time);
            Assert.DoesNotContain(world.Mails, IsReplyToBen);
            await Task.Delay(TimeSpan.FromHours(1), simulation.Time);
            first = await RepliesAsync(backend, waits);
            second = await RepliesAsync(backend, moot);
            await backend.StopAsync();
        });
        File.Delete(path);

        Assert.Equal(["sent 1"], first);
        Assert.Equal(["dropped 1 the ticket is resolved by now"], second);
        ReceivedMail mail = Assert.Single(world.Mails, IsReplyToBen);
        Assert.InRange(mail.At, Morning, Morning.AddSeconds(5));
    }

    private static bool IsReplyToBen(ReceivedMail mail) =>
        mail.To.Contains("ben@example.test") && mail.Subject.Contains("Re:", StringComparison.Ordinal);

    private static async Task<(string Id, string Link)> OpenAsync(SimulatedBackend backend)
    {
        HttpResponseMessage opened = await backend.Http.PostAsJsonAsync("api/tickets", new
        {
            subject = "Cannot pay", description = "The page stays white.", requester = new { email = "rita@customer.example" }, application = "shop", impact = "medium", urgency = "medium",
        });
        JsonElement ticket = await opened.Content.ReadFromJsonAsync<JsonElement>();
        string id = ticket.GetProperty("id").GetString()!;
        await DoAsync(backend, id, "take");
        return (id, ticket.GetProperty("link").GetString()!);
    }

    private static async Task WriteAsync(SimulatedBackend backend, string link)
    {
        Uri address = new(link);
        string id = address.Segments[^1].Trim('/');
        using HttpResponseMessage written = await backend.Http.PostAsJsonAsync($"api/tickets/{id}/messages{address.Query}", new { text = "Any news?" });
        Assert.True(written.IsSuccessStatusCode, $"{written.StatusCode} {link}");
    }

    private static async Task DoAsync(SimulatedBackend backend, string id, string command)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/desk/tickets/{id}/{command}") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Support-User", "ben");
        using HttpResponseMessage done = await backend.Http.SendAsync(request);
        Assert.True(done.IsSuccessStatusCode, $"{command}: {done.StatusCode}");
    }

    private static async Task<string[]> RepliesAsync(SimulatedBackend backend, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/desk/tickets/{id}/history");
        request.Headers.Add("X-Support-User", "ben");
        using HttpResponseMessage history = await backend.Http.SendAsync(request);
        JsonElement entries = (await history.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("entries");
        return
        [
            .. entries.EnumerateArray()
                .Where(static entry => entry.TryGetProperty("notice", out JsonElement notice) && notice.GetProperty("reason").GetString() == "requesterReply")
                .Select(static entry => entry.GetProperty("notice"))
                .Select(static notice => $"{notice.GetProperty("fate")} {notice.GetProperty("attempts")} {(notice.TryGetProperty("error", out JsonElement why) ? why : default)}".TrimEnd()),
        ];
    }

    private static string QuietModel()
    {
        var comments = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        JsonNode model = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "support-model.json")), documentOptions: comments)!;
        string[] days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        model["quietHours"] = new JsonObject
        {
            ["timeZone"] = "Europe/Berlin",
            ["weekly"] = new JsonObject(days.Select(static day => KeyValuePair.Create<string, JsonNode?>(day, new JsonArray("22:00-07:00")))),
        };
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, model.ToJsonString());
        return path;
    }
}
