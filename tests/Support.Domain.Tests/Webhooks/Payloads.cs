using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Tests.Model;
using Support.Domain.Webhooks.Reading;

namespace Support.Domain.Tests.Webhooks;

/// <summary>Payloads as the sources send them, cut down to what is read.</summary>
internal static class Payloads
{
    public const string GitHubIssue = """
        {
          "action": "opened",
          "issue": {
            "id": 987654, "number": 12, "title": "Cart is empty after login", "body": "Steps:\r\n\r\n1. log in",
            "html_url": "https://github.com/acme/shop/issues/12", "state": "open", "state_reason": null,
            "user": { "login": "octo-ann", "type": "User" },
            "labels": [{ "name": "bug" }, { "name": "P1" }, { "name": "good first issue" }]
          },
          "repository": { "full_name": "acme/shop" },
          "sender": { "login": "octo-ann", "type": "User" }
        }
        """;

    public const string JiraIssue = """
        {
          "webhookEvent": "jira:issue_created", "timestamp": 1767607200000,
          "user": { "accountId": "5b10", "displayName": "Ann Lee", "emailAddress": "ann@customer.test", "accountType": "atlassian" },
          "issue": {
            "id": "10400", "key": "PAY-15", "self": "https://acme.atlassian.net/rest/api/2/issue/10400",
            "fields": {
              "summary": "Wrong wage tax", "labels": ["tax"], "priority": { "name": "Highest" }, "project": { "key": "PAY" },
              "status": { "name": "To Do", "statusCategory": { "key": "new" } },
              "reporter": { "accountId": "5b11", "displayName": "Rita Roe" },
              "description": {
                "type": "doc", "version": 1,
                "content": [
                  { "type": "paragraph", "content": [{ "type": "text", "text": "It is " }, { "type": "text", "text": "too high", "marks": [{ "type": "link", "attrs": { "href": "https://tax.example.test/" } }] }] },
                  { "type": "bulletList", "content": [
                    { "type": "listItem", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "January" }] }] },
                    { "type": "listItem", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "February" }] }] }] }
                ]
              }
            }
          }
        }
        """;

    public const string ServiceNowIncident = """
        {
          "operation": "insert", "sys_id": "c537bae64f411200adf9f8e18110c76e", "number": "INC0010002",
          "url": "https://acme.service-now.com/incident.do?sys_id=c537bae64f411200adf9f8e18110c76e",
          "short_description": "Unable to connect to office wifi", "description": "Since this morning.",
          "state": "1", "impact": "2", "urgency": "1", "priority": { "value": "2", "display_value": "2 - High" },
          "caller_id": { "name": "Rita Roe", "email": "rita@customer.test" }, "sys_updated_by": "rita.roe", "comments": "", "work_notes": ""
        }
        """;

    /// <summary>A model whose sources say something about applications, labels and priorities.</summary>
    public static SupportModel Model { get; } = WithSources("""
        {
          "github": { "projects": { "acme/shop": "shop" }, "labels": { "P1": { "priority": "critical" }, "bug": { "kind": "incident", "tags": ["defect"] } }, "ownAccounts": ["acme-desk"] },
          "jira": { "projects": { "PAY": "payroll" }, "priorities": { "Highest": "critical" } },
          "servicenow": { "onClosed": "resolve", "ownAccounts": ["support.desk"], "mirror": { "url": "https://acme.service-now.com/", "workNotes": true, "push": ["payroll"] } },
          "contact-form": {
            "application": "shop",
            "proof": { "scheme": "hmacSha256", "header": "X-Form-Signature", "timestampHeader": "X-Form-Time" },
            "deliveryId": "/id",
            "when": [{ "value": "/form", "is": ["contact", "complaint"] }],
            "map": {
              "subject": "{/form} – {/fields/topic}",
              "description": { "from": "/fields/message", "default": "(no message)" },
              "requesterEmail": "/fields/email",
              "requesterName": "{/fields/first} {/fields/last}",
              "priority": { "from": "/form", "values": { "complaint": "high" } },
              "kind": "serviceRequest",
              "tags": ["web-form", "/topics"]
            }
          }
        }
        """);

    public static SupportModel WithSources(string json) =>
        Read(json) is { Model: { } model } ? model : throw new ArgumentException(string.Join('\n', Read(json).Mistakes));

    public static ModelReadResult Read(string json)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/intake/webhooks", json);
        return SupportModelReader.Read(tree.ToJsonString());
    }

    public static NewsReading News(string source, string json, string? happened = null, SupportModel? model = null)
    {
        SupportModel rules = model ?? Model;
        WebhookIntake intake = rules.Intake.Webhooks.GetValueOrDefault(source) ?? new WebhookIntake();
        return NewsReader.Read(JsonElement.Parse(json), new NewsQuestion(source, happened, "delivery-1", intake, rules));
    }

    /// <summary>A payload with members set, by JSON pointer.</summary>
    public static string With(string json, params (string Pointer, string? Json)[] changes)
    {
        JsonNode tree = JsonNode.Parse(json)!;
        foreach ((string pointer, string? value) in changes)
        {
            ModelFile.Set(tree, pointer, value);
        }

        return tree.ToJsonString();
    }
}
