using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Support.Functions.Intake.Tests.Webhooks.Mirroring;

/// <summary>
/// A ServiceNow instance: the Table API on one side, and on the other a business rule that tells every system that is
/// connected of everything that happens, whoever did it.
/// </summary>
internal sealed class FakeServiceNow : HttpMessageHandler, IHttpClientFactory
{
    private readonly List<JsonObject> _incidents = [];
    private readonly List<string> _posts = [];

    /// <summary>What the business rule posted and nobody has taken yet, in order.</summary>
    public Queue<string> Told { get; } = new();

    /// <summary>The incidents, the first made first.</summary>
    public IReadOnlyList<JsonObject> Incidents => _incidents;

    /// <summary>The journal: field and text.</summary>
    public List<(string Record, string Field, string Text)> Journal { get; } = [];

    /// <summary>Each request that was taken.</summary>
    public IReadOnlyList<string> Requests => _posts;

    /// <summary>What the next requests meet in the place of an answer; a request that is done and not confirmed is (true, …).</summary>
    public Queue<(bool Done, HttpStatusCode Status, string? RetryAfter)> Failures { get; } = new();

    /// <inheritdoc />
    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    /// <summary>A person there does something: writes fields, or a comment.</summary>
    public void Do(int incident, string account, params (string Field, string Value)[] changes) =>
        Change(_incidents[incident], account, changes.ToDictionary(static change => change.Field, static change => change.Value));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        string account = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization!.Parameter!)).Split(':')[0];
        (bool Done, HttpStatusCode Status, string? RetryAfter)? failure = Failures.TryDequeue(out var planned) ? planned : null;
        HttpResponseMessage answer = failure is { Done: false } ? new HttpResponseMessage() : Answer(request.Method.Method, request.RequestUri!, account, body);
        if (failure is { } failed)
        {
            answer = new HttpResponseMessage(failed.Status) { Content = new StringContent("""{ "error": { "message": "not now" } }""") };
            answer.Headers.TryAddWithoutValidation("Retry-After", failed.RetryAfter);
        }

        return answer;
    }

    private HttpResponseMessage Answer(string method, Uri uri, string account, string body)
    {
        _posts.Add($"{method} {uri.AbsolutePath} {body}");
        string[] path = uri.AbsolutePath.Split('/');
        string query = HttpUtility.ParseQueryString(uri.Query)["sysparm_query"] ?? "";
        return (method, path[4]) switch
        {
            ("GET", "sys_journal_field") => Result(new JsonArray([.. Journal.Where(entry => IsAsked(entry, query)).Select(static _ => new JsonObject())])),
            ("GET", _) => Result(new JsonArray([.. _incidents.Where(incident => query == $"correlation_id={incident["correlation_id"]}").Select(static incident => incident.DeepClone())])),
            ("POST", _) => Result(Create(account, body)),
            _ when _incidents.Find(incident => (string)incident["sys_id"]! == path[5]) is { } incident => Result(Change(incident, account, JsonSerializer.Deserialize<Dictionary<string, string>>(body)!)),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("""{ "error": { "message": "No Record found" } }""") },
        };
    }

    private JsonObject Create(string account, string body)
    {
        JsonObject incident = JsonNode.Parse(body)!.AsObject();
        incident["sys_id"] = $"{_incidents.Count + 1:D32}";
        incident["number"] = $"INC{_incidents.Count + 1:D7}";
        incident["state"] = "1";
        _incidents.Add(incident);
        Tell(incident, "insert", account, []);
        return incident;
    }

    private JsonObject Change(JsonObject incident, string account, Dictionary<string, string> changes)
    {
        foreach ((string field, string value) in changes)
        {
            if (field is "comments" or "work_notes")
            {
                Journal.Add(((string)incident["sys_id"]!, field, value));
            }
            else
            {
                incident[field] = value;
            }
        }

        Tell(incident, "update", account, changes);
        return incident;
    }

    private void Tell(JsonObject incident, string operation, string account, Dictionary<string, string> changes)
    {
        JsonObject told = incident.DeepClone().AsObject();
        told["operation"] = operation;
        told["sys_updated_by"] = account;
        told["changed"] = string.Join(",", changes.Keys);
        foreach (string field in new[] { "comments", "work_notes" })
        {
            told[field] = changes.GetValueOrDefault(field);
            told[$"{field}_id"] = changes.ContainsKey(field) ? $"journal-{Journal.Count}" : null;
        }

        Told.Enqueue(told.ToJsonString());
    }

    private static bool IsAsked((string Record, string Field, string Text) entry, string query)
    {
        string[] asked = query.Split("^valueLIKE");
        return asked[0] == $"element_id={entry.Record}" && entry.Text.Contains(asked[1], StringComparison.Ordinal);
    }

    private static HttpResponseMessage Result(JsonNode result) =>
        new(HttpStatusCode.OK) { Content = new StringContent(new JsonObject { ["result"] = result.DeepClone() }.ToJsonString()) };
}
