using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Support.Local.Hosting.Simulation;
using Xunit;

namespace Support.Simulation.Tests;

/// <summary>Files through the running backend: in with a ticket, out by links that end.</summary>
public sealed class When_a_ticket_brings_files
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Page = "<html><script>alert(1)</script>"u8.ToArray();

    [Fact]
    public void Requester_and_agents_fetch_them_and_nobody_else() => Run(async (simulation, backend) =>
    {
        HttpResponseMessage opened = await OpenAsync(backend, new { name = "../wages.html", contentType = "text/html", contentBase64 = Convert.ToBase64String(Page) });
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        JsonElement ticket = await opened.Content.ReadFromJsonAsync<JsonElement>();

        JsonElement read = await backend.Http.GetFromJsonAsync<JsonElement>(new Uri(ticket.GetProperty("link").GetString()!).PathAndQuery);
        JsonElement file = read.GetProperty("messages")[0].GetProperty("attachments")[0];
        Assert.Equal(("wages.html", "text/plain", Page.Length), (file.GetProperty("name").GetString(), file.GetProperty("contentType").GetString(), file.GetProperty("size").GetInt32()));

        string url = new Uri(file.GetProperty("url").GetString()!).PathAndQuery;
        HttpResponseMessage fetched = await backend.Http.GetAsync(url);
        Assert.Equal(Page, await fetched.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", fetched.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(fetched.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.NotFound, (await backend.Http.GetAsync(url.Replace("wages", "pages", StringComparison.Ordinal))).StatusCode);

        string content = url.Split('/')[3].Split('?')[0];
        string id = ticket.GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(backend, id, content));
        Assert.Equal(HttpStatusCode.NotFound, await DeskAsync(backend, id, content.Replace(content[0], content[0] == 'a' ? 'b' : 'a')));

        await Task.Delay(TimeSpan.FromMinutes(15), simulation.Time);
        Assert.Equal(HttpStatusCode.NotFound, (await backend.Http.GetAsync(url)).StatusCode);
    });

    [Fact]
    public void What_is_not_taken_is_said_where_it_stands() => Run(async (_, backend) =>
    {
        HttpResponseMessage refused = await OpenAsync(
            backend,
            new { name = "a.txt", contentBase64 = "YQ==" },
            new { name = "invoice.pdf", contentBase64 = Convert.ToBase64String("MZ-program"u8) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        JsonElement error = Assert.Single((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray());
        Assert.Equal("#/attachments/1", error.GetProperty("pointer").GetString());

        refused = await OpenAsync(backend, new { name = "a.txt", contentBase64 = "Y Q=" });
        error = Assert.Single((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray());
        Assert.Equal("#/attachments/0/contentBase64", error.GetProperty("pointer").GetString());
    });

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

    private static Task<HttpResponseMessage> OpenAsync(SimulatedBackend backend, params object[] attachments) =>
        backend.Http.PostAsJsonAsync("api/tickets", new
        {
            subject = "Wrong wage tax", description = "See the file.", requester = new { email = "rita@customer.example" }, attachments,
        });

    private static async Task<HttpStatusCode> DeskAsync(SimulatedBackend backend, string id, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/desk/tickets/{id}/attachments/{content}");
        request.Headers.Add("X-Support-User", "mara");
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        return response.StatusCode;
    }
}
