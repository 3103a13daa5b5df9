using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>The whole way of a ticket to the vendor and back: commands, mail out, signed link, answer in, mail to who holds it.</summary>
public sealed partial class When_the_vendor_has_a_ticket
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_goes_out_by_mail_and_the_answer_comes_back_into_it()
    {
        var simulation = new Local.Simulation(11, Monday);
        var world = new SimulatedWorld(simulation);
        JsonElement ticket = default;
        simulation.Run(async () =>
        {
            SimulatedBackend backend = await SimulatedBackend.StartAsync(world);
            string id = await OpenAsync(backend);
            await DoAsync(backend, id, "escalate", new { reason = "a bug" });
            await DoAsync(backend, id, "take", new { });
            await DoAsync(backend, id, "note", new { text = "Between us: they are slow." });
            await DoAsync(backend, id, "escalate", new { reason = "their bug", to = "vendor", text = "Which table is right?" });
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);

            ReceivedMail sent = world.Mails.Single(static mail => mail.To.Contains("support@paymaster.example.test"));
            Assert.Contains("Which table is right?", sent.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("slow", sent.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("their bug", sent.Text, StringComparison.Ordinal);

            string link = new Uri(Link().Match(sent.Text).Value).PathAndQuery;
            HttpResponseMessage answer = await backend.Http.PostAsJsonAsync(link, new { reference = "PM-7", message = "Table 2026b." });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);

            ticket = (await SendAsync(backend, HttpMethod.Get, $"api/desk/tickets/{id}", null)).GetProperty("ticket");
            await backend.StopAsync();
        });

        Assert.Equal("open", ticket.GetProperty("status").GetString());
        Assert.Equal("PM-7", ticket.GetProperty("vendor").GetProperty("reference").GetString());
        ReceivedMail told = world.Mails.Single(static mail => mail.Subject.Contains("Paymaster Software wrote", StringComparison.Ordinal));
        Assert.Equal("mara@example.test", Assert.Single(told.To));
        Assert.Contains("> Table 2026b.", told.Text, StringComparison.Ordinal);
    }

    private static async Task<string> OpenAsync(SimulatedBackend backend)
    {
        HttpResponseMessage opened = await backend.Http.PostAsJsonAsync("api/tickets", new
        {
            subject = "Wrong wage tax", description = "It is too high.", requester = new { email = "rita@customer.example" }, application = "payroll",
        });
        return (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static Task<JsonElement> DoAsync(SimulatedBackend backend, string id, string command, object body) =>
        SendAsync(backend, HttpMethod.Post, $"api/desk/tickets/{id}/{command}", JsonContent.Create(body));

    private static async Task<JsonElement> SendAsync(SimulatedBackend backend, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("X-Support-User", "mara");
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    [GeneratedRegex(@"https?://\S+/api/vendor/tickets/\S+")]
    private static partial Regex Link();
}
