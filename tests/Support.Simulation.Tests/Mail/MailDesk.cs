using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests.Mail;

/// <summary>A simulated backend that mails are sent to, and people who send them.</summary>
internal sealed class MailDesk
{
    public const string Address = "support@example.test";
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private MailDesk(Local.Simulation simulation, SimulatedWorld world) => (Simulation, World) = (simulation, world);

    public Local.Simulation Simulation { get; }

    public SimulatedWorld World { get; }

    public SimulatedBackend Backend { get; set; } = null!;

    /// <summary>Lives a story of mails.</summary>
    public static void Live(Func<MailDesk, Task> story, string? modelPath = null, int seed = 5)
    {
        var simulation = new Local.Simulation(seed, Monday);
        var desk = new MailDesk(simulation, new SimulatedWorld(simulation));
        simulation.Run(async () =>
        {
            desk.Backend = await SimulatedBackend.StartAsync(desk.World, modelPath);
            await story(desk);
            await desk.Backend.StopAsync();
        });
    }

    /// <summary>What was sent to somebody, the oldest first.</summary>
    public IReadOnlyList<ReceivedMail> MailsTo(string address) => [.. World.Mails.Where(mail => mail.To.Contains(address))];

    public Task PassAsync(TimeSpan time) => Task.Delay(time, Simulation.Time);

    /// <summary>Hands a mail in, and answers with what became of it.</summary>
    public async Task<JsonElement> SendAsync(string mail, string? envelopeFrom = null)
    {
        using HttpResponseMessage response = await TrySendAsync(mail, envelopeFrom);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<HttpResponseMessage> TrySendAsync(string mail, string? envelopeFrom = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/intake/email/raw");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        if (envelopeFrom is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Envelope-From", envelopeFrom);
        }

        return await Backend.Http.SendAsync(request);
    }

    /// <summary>A mail's bytes.</summary>
    public static string Mail(string from, string subject, string text, string id, string to = Address, params string[] headers) =>
        $"From: {from}\nTo: {to}\nSubject: {subject}\nDate: Mon, 02 Mar 2026 10:00:00 +0000\nMessage-ID: <{id}>\n"
        + string.Concat(headers.Select(static header => $"{header}\n"))
        + $"Content-Type: text/plain; charset=utf-8\n\n{text}\n";

    /// <summary>An answer to a mail of ours, as a client writes it.</summary>
    public static string Answer(ReceivedMail to, string from, string text, string id, params string[] headers) => Mail(
        from, $"Re: {to.Subject}", text, id, to.ReplyTo ?? Address,
        [$"In-Reply-To: {to.Headers["Message-ID"]}", $"References: {to.Headers.GetValueOrDefault("References")} {to.Headers["Message-ID"]}", .. headers]);

    public Task<JsonElement> DeskAsync(string path) => AskAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonElement> DoAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        AskAsync(HttpMethod.Post, path, JsonContent.Create(body), expected);

    public async Task<JsonElement> AskAsync(HttpMethod method, string path, HttpContent? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("X-Support-User", "nadia");
        using HttpResponseMessage response = await Backend.Http.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{method} {path}: {response.StatusCode} {answer}");
        return answer.Length == 0 ? default : JsonElement.Parse(answer);
    }

    /// <summary>The messages of a ticket: author, whether public, first line.</summary>
    public async Task<string[]> MessagesAsync(string ticket)
    {
        JsonElement shown = await DeskAsync($"api/desk/tickets/{ticket}");
        return
        [
            .. shown.GetProperty("messages").EnumerateArray().Select(static message =>
                $"{message.GetProperty("author").GetProperty("id").GetString()} {(message.GetProperty("public").GetBoolean() ? "says" : "notes")} {message.GetProperty("text").GetString()!.Split('\n')[0]}"),
        ];
    }

    public async Task<string> StatusAsync(string ticket) =>
        (await DeskAsync($"api/desk/tickets/{ticket}")).GetProperty("ticket").GetProperty("status").GetString()!;

    /// <summary>How many tickets there are, once the list has heard of them.</summary>
    public async Task<int> TicketsAsync()
    {
        await PassAsync(TimeSpan.FromMinutes(1));
        return (await DeskAsync("api/desk/tickets?limit=200&status=new,open,pending,onHold,resolved,closed")).GetProperty("tickets").GetArrayLength();
    }
}
