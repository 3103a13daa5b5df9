using System.Text.Json;
using Support.Domain.Model;

namespace Support.Domain.Webhooks.Reading;

/// <summary>Reads what Jira (Cloud, Data Center or Server) tells of issues and of comments on them.</summary>
internal sealed class JiraNews
{
    private readonly NewsQuestion _question;
    private readonly PayloadNode _root;
    private readonly PayloadNode _fields;
    private readonly ExternalReference _record;
    private readonly ExternalPerson _by;

    private JiraNews(NewsQuestion question, PayloadNode root, ExternalReference record)
    {
        (_question, _root, _fields, _record) = (question, root, root["issue"]["fields"], record);
        PayloadNode author = root["user"].IsObject ? root["user"] : root["comment"]["updateAuthor"].IsObject ? root["comment"]["updateAuthor"] : root["comment"]["author"];
        _by = Person(author);
    }

    /// <summary>Reads a payload.</summary>
    public static NewsReading Read(JsonElement payload, NewsQuestion question)
    {
        PayloadNode root = PayloadNode.Root(payload);
        if (root["webhookEvent"].Id() is not { } happened)
        {
            return NewsReading.Wrong(root["webhookEvent"].Expected("what happened"));
        }

        if (!happened.StartsWith("jira:issue_", StringComparison.Ordinal) && !happened.StartsWith("comment_", StringComparison.Ordinal))
        {
            return NewsReading.Nothing($"'{happened}' is no news of an issue.");
        }

        PayloadNode issue = root["issue"];
        if (issue["id"].Id() is not { } id || issue["key"].Id() is not { } key)
        {
            return NewsReading.Wrong((issue["id"].Id() is null ? issue["id"] : issue["key"]).Expected("an id"));
        }

        Uri? self = issue["self"].Url();
        var record = new ExternalReference
        {
            Source = question.Source,
            Id = id,
            Number = key,
            Url = self is null ? null : new Uri(self, $"/browse/{Uri.EscapeDataString(key)}"),
        };
        return new JiraNews(question, root, record).Read(happened);
    }

    private NewsReading Read(string happened)
    {
        PayloadNode author = _root["comment"]["author"].IsObject ? _root["comment"]["author"] : _root["user"];
        string[] names = [.. new[] { author["accountId"].Id(), author["name"].Id(), author["emailAddress"].Id() }.OfType<string>()];
        if (author["accountType"].Raw() == "app" || names.Intersect(_question.Rules.OwnAccounts, StringComparer.OrdinalIgnoreCase).Any())
        {
            return NewsReading.Nothing($"{_by.Name} is an app, or ourselves.");
        }

        ExternalNews? news = happened switch
        {
            "jira:issue_created" => News("opened") with { Opens = true },
            "jira:issue_deleted" => Noted("deleted"),
            "jira:issue_updated" => Updated(),
            "comment_created" => Commented(),
            "comment_updated" => Noted("edited a comment on", JiraText.Of(_root["comment"]["body"])),
            "comment_deleted" => Noted("deleted a comment on", JiraText.Of(_root["comment"]["body"])),
            _ => null,
        };
        return news is null ? NewsReading.Nothing($"'{happened}' changes nothing here.") : NewsReading.Of(news);
    }

    // Jira Server tells of a comment as of an update, the Cloud in both ways: the comment's id makes it one.
    private ExternalNews? Updated()
    {
        ExternalNews? commented = _root["issue_event_type_name"].Raw() is "issue_commented" ? Commented() : null;
        ExternalNews news = commented ?? News("changed");
        var lines = new List<string>();
        foreach (PayloadNode item in _root["changelog"]["items"].Items())
        {
            news = Changed(news, item, lines);
        }

        if (lines.Count > 0)
        {
            news = news with { Note = PayloadText.Block($"{_by.Name} changed {_record.Number}:\n\n{string.Join('\n', lines)}") };
        }

        return commented is null && lines.Count == 0 && news.Status is null ? null : news;
    }

    private ExternalNews Changed(ExternalNews news, PayloadNode item, List<string> lines)
    {
        string? field = item["field"].Line(60);
        string before = item["fromString"].Line() ?? "nothing";
        string after = item["toString"].Line() ?? "nothing";
        switch (field)
        {
            case "status":
                lines.Add($"Status: {before} → {after}");
                return news with
                {
                    Status = IsDone() ? ExternalStatus.Resolved : ExternalStatus.Reopened,
                    What = $"{_by.Name} set {_record.Number} to {after}",
                };
            case "priority":
                lines.Add($"Priority: {before} → {after}");
                return news with { Priority = Priority() };
            case "assignee":
                lines.Add($"Assignee: {before} → {after}");
                return news;
            case "summary":
                lines.Add($"Summary: {before} → {after}");
                return news;
            case "description":
                lines.Add($"Description now:\n\n{JiraText.Of(_fields["description"]) ?? "(nothing)"}\n");
                return news;
            default:
                return news;
        }
    }

    private ExternalNews? Commented()
    {
        PayloadNode comment = _root["comment"];
        if (JiraText.Of(comment["body"]) is not { } text)
        {
            return null;
        }

        bool hidden = comment["visibility"].IsThere || comment["jsdPublic"].Element is { ValueKind: JsonValueKind.False };
        return News("commented on") with
        {
            Opens = !hidden && !IsDone(),
            Comments = [new ExternalComment { Id = comment["id"].Id(), Text = text, Internal = hidden, Url = _record.Url }],
        };
    }

    private ExternalNews Noted(string did, string? more = null)
    {
        ExternalNews news = News(did);
        return news with { Note = PayloadText.Block(more is null ? $"{news.What}." : $"{news.What}:\n\n{more}") };
    }

    private ExternalNews News(string did)
    {
        string subject = _fields["summary"].Line() ?? _record.Number;
        SomeLabels labels = SomeLabels.Of(_question.Rules, [.. _fields["labels"].Items().Select(static label => label.Line()).OfType<string>()]);
        PayloadNode owner = _fields["reporter"].IsObject ? _fields["reporter"] : _fields["creator"].IsObject ? _fields["creator"] : _root["user"];
        return new ExternalNews
        {
            Record = _record,
            By = _by,
            What = $"{_by.Name} {did} {_record.Number}",
            Opening = new ExternalOpening
            {
                Subject = subject,
                Description = JiraText.Of(_fields["description"]) ?? subject,
                Requester = Person(owner),
                Application = _question.Rules.Projects.GetValueOrDefault(_fields["project"]["key"].Id() ?? "", _question.Rules.Application!),
                Kind = labels.Kind,
                Priority = labels.Priority ?? Priority(),
                Tags = labels.Tags,
            },
        };
    }

    private Priority? Priority() =>
        _fields["priority"]["name"].Line() is { } name && _question.Rules.Priorities.TryGetValue(name, out Priority priority) ? priority : null;

    private bool IsDone() => _fields["status"]["statusCategory"]["key"].Raw() is { } category
        ? category == "done"
        : _fields["resolution"].IsThere || _fields["status"]["name"].Raw() is "Done" or "Closed" or "Resolved";

    private ExternalPerson Person(PayloadNode user) => ExternalPeople.Of(
        user["emailAddress"].Raw(),
        user["displayName"].Line(),
        user["name"].Line() ?? user["accountId"].Line() ?? user["displayName"].Line(),
        _question.Source);
}
