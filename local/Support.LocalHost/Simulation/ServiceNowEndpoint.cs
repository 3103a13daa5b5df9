using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Support.Local.Storage.Protocol;

namespace Support.Local.Hosting.Simulation;

/// <summary>
/// A ServiceNow instance: its Table API takes incidents and their journal, and a business rule has something to tell of
/// everything that happens, whoever did it.
/// </summary>
internal sealed class ServiceNowEndpoint : IStorageEndpoint
{
    public const string Host = "servicenow.memory";

    private readonly List<JsonObject> _incidents = [];
    private readonly List<(string Number, string Text)> _journal = [];
    private readonly List<string> _told = [];

    public IReadOnlyList<JsonObject> Incidents => _incidents;

    public IReadOnlyList<(string Number, string Text)> Journal => _journal;

    public IReadOnlyList<string> Told => _told;

    public StorageAnswer Answer(StorageRequest request)
    {
        string[] path = request.Uri.AbsolutePath.Split('/');
        string query = HttpUtility.ParseQueryString(request.Uri.Query)["sysparm_query"] ?? "";
        JsonNode? result = (request.Method, path[4]) switch
        {
            ("GET", "sys_journal_field") => new JsonArray([.. _journal.Where(entry => IsAsked(entry, query)).Select(static _ => new JsonObject())]),
            ("GET", _) => new JsonArray([.. _incidents.Where(incident => query == $"correlation_id={incident["correlation_id"]}").Select(static incident => incident.DeepClone())]),
            ("POST", _) => Create(JsonNode.Parse(request.Body.Span)!.AsObject()).DeepClone(),
            _ => _incidents.Find(incident => (string)incident["sys_id"]! == path[5]) is { } incident
                ? Change(incident, "support.desk", JsonSerializer.Deserialize<Dictionary<string, string>>(request.Body.Span)!).DeepClone()
                : null,
        };
        return result is null
            ? new StorageAnswer(404, "Not Found", [], "{}"u8.ToArray())
            : new StorageAnswer(200, "OK", [new("Content-Type", "application/json")], JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["result"] = result }));
    }

    /// <summary>Somebody there writes fields of an incident, or a comment.</summary>
    public JsonObject Change(JsonObject incident, string account, Dictionary<string, string> changes)
    {
        foreach ((string field, string value) in changes)
        {
            if (field is "comments" or "work_notes")
            {
                _journal.Add(((string)incident["number"]!, value));
            }
            else
            {
                incident[field] = value;
            }
        }

        Tell(incident, "update", account, changes);
        return incident;
    }

    private JsonObject Create(JsonObject incident)
    {
        incident["sys_id"] = $"{_incidents.Count + 1:D32}";
        incident["number"] = $"INC{_incidents.Count + 1:D7}";
        incident["state"] = "1";
        _incidents.Add(incident);
        Tell(incident, "insert", "support.desk", []);
        return incident;
    }

    private bool IsAsked((string Number, string Text) entry, string query)
    {
        string[] asked = query.Split("^valueLIKE");
        return _incidents.Exists(incident => (string)incident["number"]! == entry.Number && asked[0] == $"element_id={incident["sys_id"]}")
            && entry.Text.Contains(asked[1], StringComparison.Ordinal);
    }

    private void Tell(JsonObject incident, string operation, string account, Dictionary<string, string> changes)
    {
        JsonObject told = incident.DeepClone().AsObject();
        (told["operation"], told["sys_updated_by"], told["changed"]) = (operation, account, string.Join(",", changes.Keys));
        told["sys_mod_count"] = _told.Count;
        foreach (string field in new[] { "comments", "work_notes" })
        {
            told[field] = changes.GetValueOrDefault(field);
        }

        _told.Add(told.ToJsonString());
    }
}
