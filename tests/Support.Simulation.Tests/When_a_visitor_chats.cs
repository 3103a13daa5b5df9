using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>A whole chat: the visitor asks, an agent answers, the visitor sees it, leaves, and gets by mail what they did not see.</summary>
public sealed class When_a_visitor_chats
{
    private const string Visitor = "rita@customer.example";
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_come_by_polling_and_by_events_and_what_was_not_seen_by_mail()
    {
        Live(21, async (simulation, world, backend) =>
        {
            Chat chat = await Chat.BeginAsync(backend, new { name = "Rita", email = Visitor, application = "shop", page = "https://shop.example/cart" });
            Assert.True(chat.Opened.GetProperty("welcome").GetProperty("atWork").GetBoolean());
            JsonElement taken = await chat.WriteAsync("m1", "Cannot pay\nThe button is grey.");
            string id = taken.GetProperty("ticket").GetString()!;

            // The visitor waits with a long poll, and the agent answers meanwhile.
            Task<JsonElement> waiting = chat.ReadAsync(after: 1, wait: 20);
            await Task.Delay(TimeSpan.FromSeconds(5), simulation.Time);
            await AgentAsync(backend, id, "reply", new { text = "Which browser?" });
            JsonElement answer = (await waiting).GetProperty("messages")[0];
            Assert.Equal(("support", "Which browser?"), (answer.GetProperty("from").GetString(), answer.GetProperty("text").GetString()));

            // By events, with the last id that was seen: what is seen is not told again, and what is new once.
            Task<string> events = chat.EventsAsync(lastEventId: 1);
            await Task.Delay(TimeSpan.FromSeconds(3), simulation.Time);
            await AgentAsync(backend, id, "note", new { text = "Sounds like the cache." });
            await AgentAsync(backend, id, "reply", new { text = "And which version?" });
            long[] ids = Ids(await events);
            Assert.Equal([2, 4], ids);
            Assert.Empty(Ids(await chat.EventsAsync(lastEventId: ids[^1])));
            Assert.DoesNotContain("cache", (await chat.ReadAsync(0)).GetRawText(), StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromMinutes(10), simulation.Time);
            Assert.DoesNotContain(world.Mails, static mail => mail.To.Contains(Visitor));

            // The visitor is gone: after a while the answer goes by mail, and waits in the chat all the same.
            await AgentAsync(backend, id, "reply", new { text = "Please clear the cache." });
            await Task.Delay(TimeSpan.FromMinutes(10), simulation.Time);
            ReceivedMail mail = Assert.Single(world.Mails, static mail => mail.To.Contains(Visitor));
            Assert.Contains("Please clear the cache.", mail.Text, StringComparison.Ordinal);
            Assert.Equal("Please clear the cache.", (await chat.ReadAsync(4)).GetProperty("messages")[0].GetProperty("text").GetString());

            // Back again, and done: the transcript comes by mail.
            await chat.WriteAsync("m2", "That helped.");
            Assert.True((await chat.PostAsync("end", new { }, HttpStatusCode.OK)).GetProperty("transcript").GetBoolean());
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
            ReceivedMail transcript = world.Mails.Last(static mail => mail.To.Contains(Visitor));
            Assert.Contains("Our chat", transcript.Subject, StringComparison.Ordinal);
            Assert.Contains("That helped.", transcript.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Sounds like", transcript.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_message_that_is_sent_again_stands_once_whenever_the_backend_dies()
    {
        foreach (int turns in Enumerable.Range(0, 6).Select(static step => 5 + (step * 31)))
        {
            Live(22, async (simulation, world, backend) =>
            {
                Chat chat = await Chat.BeginAsync(backend, new { email = Visitor });
                simulation.AtTurn(simulation.Turns + turns, backend.Kill);
                try
                {
                    await chat.WriteAsync("m1", "Hello?");
                    backend.Kill();
                }
                catch (HttpRequestException)
                {
                    // It died on the way; the visitor does not know how far it came.
                }

                await Task.Delay(TimeSpan.FromSeconds(3), simulation.Time);
                SimulatedBackend next = await SimulatedBackend.StartAsync(world);
                chat = chat with { Backend = next };
                JsonElement taken = await chat.WriteAsync("m1", "Hello?");
                Assert.Equal(1, taken.GetProperty("id").GetInt64());
                await chat.WriteAsync("m2", "Anybody?");
                JsonElement[] messages = [.. (await chat.ReadAsync(0)).GetProperty("messages").EnumerateArray()];
                Assert.Equal(["Hello?", "Anybody?"], messages.Select(static message => message.GetProperty("text").GetString()));
                return next;
            });
        }
    }

    [Fact]
    public void A_closed_ticket_goes_on_in_a_follow_up_of_the_same_chat()
    {
        Live(23, async (simulation, _, backend) =>
        {
            Chat chat = await Chat.BeginAsync(backend, new { });
            string first = (await chat.WriteAsync("m1", "Hello?")).GetProperty("ticket").GetString()!;
            await AgentAsync(backend, first, "reply", new { text = "Yes?" });
            await AgentAsync(backend, first, "resolve", new { });
            await AgentAsync(backend, first, "close", new { });

            JsonElement[] taken = await Task.WhenAll(chat.WriteAsync("m2", "One more."), chat.WriteAsync("m3", "And another."));
            string second = Assert.Single(taken.Select(static message => message.GetProperty("ticket").GetString()!).Distinct());
            Assert.NotEqual(first, second);
            JsonElement again = await chat.WriteAsync("m1", "Hello?");

            Assert.Equal((1L, first), (again.GetProperty("id").GetInt64(), again.GetProperty("ticket").GetString()));
            Assert.Equal([1, 2, 1_000_001, 1_000_002], (await chat.ReadAsync(0)).GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("id").GetInt64()));
            Assert.Equal(2, (await chat.ReadAsync(2)).GetProperty("messages").GetArrayLength());
        });
    }

    private static void Live(int seed, Func<Local.Simulation, SimulatedWorld, SimulatedBackend, Task> life) =>
        Live(seed, async (simulation, world, backend) =>
        {
            await life(simulation, world, backend);
            return backend;
        });

    private static void Live(int seed, Func<Local.Simulation, SimulatedWorld, SimulatedBackend, Task<SimulatedBackend>> life)
    {
        var simulation = new Local.Simulation(seed, Monday);
        var world = new SimulatedWorld(simulation);
        simulation.Run(async () =>
        {
            SimulatedBackend last = await life(simulation, world, await SimulatedBackend.StartAsync(world));
            await last.StopAsync();
        });
    }

    private static long[] Ids(string events) =>
        [.. events.Split('\n').Where(static line => line.StartsWith("id: ", StringComparison.Ordinal)).Select(static line => long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture))];

    private static async Task AgentAsync(SimulatedBackend backend, string id, string command, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/desk/tickets/{id}/{command}") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Support-User", "nadia");
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>A visitor's side of a chat.</summary>
    private sealed record Chat(SimulatedBackend Backend, JsonElement Opened)
    {
        private string Path => $"api/chat/sessions/{Opened.GetProperty("session").GetString()}";

        public static async Task<Chat> BeginAsync(SimulatedBackend backend, object visitor)
        {
            HttpResponseMessage response = await backend.Http.PostAsJsonAsync("api/chat/sessions", visitor);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return new Chat(backend, await response.Content.ReadFromJsonAsync<JsonElement>());
        }

        public Task<JsonElement> WriteAsync(string id, string text) => PostAsync("messages", new { id, text }, HttpStatusCode.Created);

        public async Task<JsonElement> ReadAsync(long after, int wait = 0) =>
            await (await SendAsync(HttpMethod.Get, $"messages?after={after}&wait={wait}", null, HttpStatusCode.OK)).Content.ReadFromJsonAsync<JsonElement>();

        // As an event source does it: by a ticket in the address, and its last id in a header.
        public async Task<string> EventsAsync(long lastEventId)
        {
            string ticket = (await PostAsync("stream", new { }, HttpStatusCode.OK)).GetProperty("ticket").GetString()!;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}/events?ticket={ticket}&after=0");
            request.Headers.Add("Last-Event-ID", $"{lastEventId}");
            using HttpResponseMessage response = await Backend.Http.SendAsync(request);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
            return await response.Content.ReadAsStringAsync();
        }

        public async Task<JsonElement> PostAsync(string what, object body, HttpStatusCode expected) =>
            await (await SendAsync(HttpMethod.Post, what, JsonContent.Create(body), expected)).Content.ReadFromJsonAsync<JsonElement>();

        private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string what, HttpContent? body, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(method, $"{Path}/{what}") { Content = body };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Opened.GetProperty("token").GetString());
            HttpResponseMessage response = await Backend.Http.SendAsync(request);
            Assert.True(response.StatusCode == expected, $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            return response;
        }
    }
}
