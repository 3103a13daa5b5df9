using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Support.Functions.Intake.Tests.Email.Providers.Graph;

/// <summary>Plays Microsoft Graph before one mailbox: messages, delta queries, subscriptions with their handshake, and bad days.</summary>
internal sealed class FakeGraph(TimeProvider time) : HttpMessageHandler
{
    public const string BaseUrl = "https://graph.example.test/v1.0/";
    public const string Mailbox = "help@example.test";

    private const int PageSize = 3;
    private readonly List<(string Id, DateTimeOffset At, byte[]? Mime)> _mails = [];
    private int _epoch;

    /// <summary>The subscriptions that there are.</summary>
    public Dictionary<string, (DateTimeOffset Until, string ClientState)> Subscriptions { get; } = [];

    /// <summary>The requests that came, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What is answered in the place of the next answers.</summary>
    public Queue<(HttpStatusCode Status, TimeSpan? RetryAfter)> BadAnswers { get; } = [];

    /// <summary>Asks the notification address to prove itself.</summary>
    public Func<string, Task<string>>? Handshake { get; set; }

    /// <summary>A mail comes into the mailbox.</summary>
    public string Receive(string subject)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"AAMk{_mails.Count}=");
        _mails.Add((id, time.GetUtcNow(), Encoding.UTF8.GetBytes(
            $"From: Ann <ann@customer.example>\r\nTo: {Mailbox}\r\nSubject: {subject}\r\nMessage-ID: <{_mails.Count}@customer.example>\r\n\r\nText of {subject}.\r\n")));
        return id;
    }

    /// <summary>Somebody deletes a mail.</summary>
    public void Delete(string id) => _mails[_mails.FindIndex(mail => mail.Id == id)] = (id, time.GetUtcNow(), null);

    /// <summary>Graph forgets all links that it gave.</summary>
    public void ForgetLinks() => _epoch++;

    /// <summary>The notification of a mail, for the subscription that there is.</summary>
    public JsonObject Notification(string id) => new()
    {
        ["subscriptionId"] = Subscriptions.Keys.Single(),
        ["clientState"] = Subscriptions.Values.Single().ClientState,
        ["changeType"] = "created",
        ["resource"] = $"Users/7f180cbb/Messages/{id}",
        ["resourceData"] = new JsonObject { ["@odata.type"] = "#Microsoft.Graph.Message", ["id"] = id },
    };

    /// <summary>An event in the life of a subscription.</summary>
    public JsonObject LifecycleEvent(string name) => new()
    {
        ["subscriptionId"] = Subscriptions.Keys.FirstOrDefault() ?? "gone",
        ["clientState"] = ProviderApp.Secret,
        ["lifecycleEvent"] = name,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath)["/v1.0/".Length..];
        Requests.Add($"{request.Method} {path}");
        if (BadAnswers.TryDequeue(out (HttpStatusCode Status, TimeSpan? RetryAfter) bad))
        {
            var answer = new HttpResponseMessage(bad.Status);
            answer.Headers.RetryAfter = bad.RetryAfter is { } after ? new RetryConditionHeaderValue(after) : null;
            return answer;
        }

        return path switch
        {
            _ when path.StartsWith("subscriptions", StringComparison.Ordinal) => await SubscribeAsync(request, path, cancellationToken),
            $"users/{Mailbox}/mailFolders/inbox/messages/delta" => Delta(request.RequestUri),
            _ when path.EndsWith("/$value", StringComparison.Ordinal) => Mime(path.Split('/')[^2]),
            _ => new HttpResponseMessage(HttpStatusCode.BadRequest),
        };
    }

    private HttpResponseMessage Mime(string id) =>
        _mails.Find(mail => mail.Id == id).Mime is { } mime
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(mime) }
            : new HttpResponseMessage(HttpStatusCode.NotFound);

    private HttpResponseMessage Delta(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        int from;
        if (query["$deltatoken"] is { } token)
        {
            string[] parts = token.Split('-');
            if (parts[0] != _epoch.ToString(CultureInfo.InvariantCulture))
            {
                return new HttpResponseMessage(HttpStatusCode.Gone);
            }

            from = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        else
        {
            var since = DateTimeOffset.Parse(query["$filter"]!["receivedDateTime ge ".Length..], CultureInfo.InvariantCulture);
            from = _mails.FindIndex(mail => mail.At >= since) is >= 0 and var first ? first : _mails.Count;
        }

        int to = Math.Min(from + PageSize, _mails.Count);
        string link = $"{BaseUrl}users/{Mailbox}/mailFolders/inbox/messages/delta?$deltatoken={_epoch}-{to}";
        return Json(HttpStatusCode.OK, new JsonObject
        {
            ["value"] = new JsonArray([.. _mails[from..to].Select(mail => (JsonNode)(mail.Mime is null
                ? new JsonObject { ["id"] = mail.Id, ["@removed"] = new JsonObject { ["reason"] = "deleted" } }
                : new JsonObject { ["id"] = mail.Id }))]),
            [to < _mails.Count ? "@odata.nextLink" : "@odata.deltaLink"] = link,
        });
    }

    private async Task<HttpResponseMessage> SubscribeAsync(HttpRequestMessage request, string path, CancellationToken cancellationToken)
    {
        JsonElement body = request.Content is null ? default : JsonElement.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        if (request.Method == HttpMethod.Post)
        {
            const string Token = "Validation: Testing client application reachability for subscription Request-Id: 522a8e7e <b>";
            if (Handshake is null || await Handshake(Token) != Token || body.GetProperty("resource").GetString() != $"users/{Uri.EscapeDataString(Mailbox)}/mailFolders('inbox')/messages")
            {
                return new HttpResponseMessage(HttpStatusCode.BadRequest);
            }

            string made = string.Create(CultureInfo.InvariantCulture, $"subscription-{Requests.Count}");
            Subscriptions[made] = (body.GetProperty("expirationDateTime").GetDateTimeOffset(), body.GetProperty("clientState").GetString()!);
            return Json(HttpStatusCode.Created, new JsonObject { ["id"] = made, ["expirationDateTime"] = body.GetProperty("expirationDateTime").GetString() });
        }

        string id = path.Split('/')[^1];
        if (!Subscriptions.TryGetValue(id, out (DateTimeOffset Until, string ClientState) known) || known.Until < time.GetUtcNow())
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        }

        if (request.Method == HttpMethod.Delete)
        {
            Subscriptions.Remove(id);
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }

        Subscriptions[id] = known with { Until = body.GetProperty("expirationDateTime").GetDateTimeOffset() };
        return Json(HttpStatusCode.OK, new JsonObject { ["id"] = id, ["expirationDateTime"] = body.GetProperty("expirationDateTime").GetString() });
    }

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
