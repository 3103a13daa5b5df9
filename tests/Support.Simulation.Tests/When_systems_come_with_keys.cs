using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Local.Hosting.Simulation;
using Support.Local.Storage;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Keys and dead letters through the running backend.</summary>
public sealed class When_systems_come_with_keys
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void They_open_tickets_until_the_key_is_revoked() => Run(async (simulation, backend) =>
    {
        JsonElement made = await DeskAsync(backend, HttpMethod.Post, "api/desk/keys", new { name = "shop system", scopes = new[] { "tickets:write" } }, HttpStatusCode.Created);
        string secret = made.GetProperty("secret").GetString()!;
        string id = made.GetProperty("key").GetProperty("id").GetString()!;

        HttpResponseMessage opened = await OpenAsync(backend, secret);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        Assert.StartsWith("\"key\";r=", Assert.Single(opened.Headers.GetValues("RateLimit")), StringComparison.Ordinal);

        // Without the scope to read, a key opens nothing that its holder has no link to.
        JsonElement ticket = await opened.Content.ReadFromJsonAsync<JsonElement>();
        using var read = new HttpRequestMessage(HttpMethod.Get, $"api/tickets/{ticket.GetProperty("id").GetString()}");
        read.Headers.Add("X-Support-Key", secret);
        Assert.Equal(HttpStatusCode.NotFound, (await backend.Http.SendAsync(read)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await OpenAsync(backend, secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a'))).StatusCode);
        JsonElement listed = await DeskAsync(backend, HttpMethod.Get, "api/desk/keys", null);
        Assert.DoesNotContain(secret[13..], listed.GetRawText(), StringComparison.Ordinal);

        await DeskAsync(backend, HttpMethod.Delete, $"api/desk/keys/{id}", null);
        await Task.Delay(TimeSpan.FromSeconds(30), simulation.Time);
        Assert.Equal(HttpStatusCode.Unauthorized, (await OpenAsync(backend, secret)).StatusCode);
    });

    [Fact]
    public void Agents_make_no_keys_and_see_no_dead_letters() => Run(async (_, backend) =>
    {
        await DeskAsync(backend, HttpMethod.Get, "api/desk/keys", null, HttpStatusCode.Forbidden, "mara");
        await DeskAsync(backend, HttpMethod.Get, "api/desk/dead-letters/intake", null, HttpStatusCode.Forbidden, "mara");
        await DeskAsync(backend, HttpMethod.Get, "api/desk/dead-letters/nothing", null, HttpStatusCode.NotFound);
    });

    [Fact]
    public void A_message_that_is_no_ticket_can_be_seen_sent_again_and_thrown_away() => Run(async (simulation, backend) =>
    {
        await SendAsync("""{ "specversion": "1.0", "id": "e-1", "source": "shop", "type": "t", "data": { "subject": "x" } }""");
        await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);

        JsonElement letter = await OnlyAsync(backend);
        Assert.Equal("InvalidTicket", letter.GetProperty("reason").GetString());
        string id = letter.GetProperty("id").GetString()!;
        JsonElement shown = await DeskAsync(backend, HttpMethod.Get, $"api/desk/dead-letters/intake/{id}", null);
        Assert.Contains("e-1", shown.GetProperty("body").GetString(), StringComparison.Ordinal);

        // It is as wrong as before, so it comes back, and says what it was made of.
        JsonElement replayed = await DeskAsync(backend, HttpMethod.Post, "api/desk/dead-letters/intake/all/replay", null);
        Assert.Equal(1, replayed.GetProperty("replayed").GetArrayLength());
        await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
        letter = await OnlyAsync(backend);
        Assert.Equal(id, letter.GetProperty("replayOf").GetString());

        await DeskAsync(backend, HttpMethod.Post, $"api/desk/dead-letters/intake/{letter.GetProperty("id").GetString()}/discard", new { reason = "A test." });
        Assert.Empty((await DeskAsync(backend, HttpMethod.Get, "api/desk/dead-letters/intake", null)).GetProperty("deadLetters").EnumerateArray());
    });

    private static async Task<JsonElement> OnlyAsync(SimulatedBackend backend) => Assert.Single(
        (await DeskAsync(backend, HttpMethod.Get, "api/desk/dead-letters/intake", null)).GetProperty("deadLetters").EnumerateArray());

    private static async Task SendAsync(string body)
    {
        await using var bus = new ServiceBusClient($"{MemoryStorage.ConnectionString}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}");
        await using ServiceBusSender sender = bus.CreateSender("intake");
        await sender.SendMessageAsync(new ServiceBusMessage(BinaryData.FromString(body)));
    }

    private static void Run(Func<Local.Simulation, SimulatedBackend, Task> live)
    {
        var simulation = new Local.Simulation(7, Monday);
        simulation.Run(async () =>
        {
            SimulatedBackend backend = await SimulatedBackend.StartAsync(new SimulatedWorld(simulation));
            await live(simulation, backend);
            await backend.StopAsync();
        });
    }

    private static async Task<HttpResponseMessage> OpenAsync(SimulatedBackend backend, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/tickets")
        {
            Content = JsonContent.Create(new { subject = "Order lost", description = "It is gone.", requester = new { email = "rita@customer.example" } }),
        };
        request.Headers.Add("X-Support-Key", key);
        return await backend.Http.SendAsync(request);
    }

    private static async Task<JsonElement> DeskAsync(
        SimulatedBackend backend, HttpMethod method, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK, string agent = "rosa")
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Support-User", agent);
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
