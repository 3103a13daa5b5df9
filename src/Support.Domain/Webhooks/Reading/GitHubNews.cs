using System.Text.Json;

namespace Support.Domain.Webhooks.Reading;

/// <summary>Reads what GitHub tells of issues and of comments on them.</summary>
internal sealed class GitHubNews
{
    private readonly NewsQuestion _question;
    private readonly PayloadNode _root;
    private readonly PayloadNode _issue;
    private readonly ExternalReference _record;
    private readonly ExternalPerson _by;

    private GitHubNews(NewsQuestion question, PayloadNode root, ExternalReference record)
    {
        (_question, _root, _issue, _record) = (question, root, root["issue"], record);
        _by = Person(root["sender"]);
    }

    /// <summary>Reads a payload.</summary>
    public static NewsReading Read(JsonElement payload, NewsQuestion question)
    {
        if (question.Event is not ("issues" or "issue_comment"))
        {
            return question.Event is null
                ? NewsReading.Wrong(new PayloadMistake("#", "The header X-GitHub-Event is missing."))
                : NewsReading.Nothing($"'{PayloadText.Line(question.Event, 60)}' is no news of an issue.");
        }

        PayloadNode root = PayloadNode.Root(payload);
        PayloadNode issue = root["issue"];
        PayloadMistake[] mistakes =
        [
            .. issue["id"].Id() is null ? [issue["id"].Expected("the id of an issue")] : (PayloadMistake[])[],
            .. issue["number"].Id() is null ? [issue["number"].Expected("the number of an issue")] : (PayloadMistake[])[],
            .. root["action"].Id() is null ? [root["action"].Expected("what happened")] : (PayloadMistake[])[],
            .. root["repository"]["full_name"].Id() is null ? [root["repository"]["full_name"].Expected("the name of a repository")] : (PayloadMistake[])[],
        ];
        if (mistakes.Length > 0)
        {
            return NewsReading.Wrong(mistakes);
        }

        var record = new ExternalReference
        {
            Source = question.Source,
            Id = issue["id"].Id()!,
            Number = $"{root["repository"]["full_name"].Id()}#{issue["number"].Id()}",
            Url = issue["html_url"].Url(),
        };
        return new GitHubNews(question, root, record).Read();
    }

    private NewsReading Read()
    {
        string login = _root["sender"]["login"].Line() ?? "";
        if (_root["sender"]["type"].Raw() == "Bot" || _question.Rules.OwnAccounts.Contains(login, StringComparer.OrdinalIgnoreCase))
        {
            return NewsReading.Nothing($"{login} is a bot, or ourselves.");
        }

        if (_issue["pull_request"].IsThere)
        {
            return NewsReading.Nothing($"{_record.Number} is a pull request.");
        }

        string action = _root["action"].Id()!;
        ExternalNews? news = _question.Event == "issues" ? OfIssue(action) : OfComment(action);
        return news is null ? NewsReading.Nothing($"'{action}' changes nothing here.") : NewsReading.Of(news);
    }

    private ExternalNews? OfIssue(string action) => action switch
    {
        "opened" => News("opened") with { Opens = true },
        "reopened" => News("reopened") with { Opens = true, Status = ExternalStatus.Reopened },
        "closed" => News(_issue["state_reason"].Raw() == "not_planned" ? "closed, as not planned," : "closed") with { Status = ExternalStatus.Resolved },
        "labeled" => Labelled(_root["label"]["name"].Line()),
        "unlabeled" when _root["label"]["name"].Line() is { } label => News($"took '{label}' from") with { RemoveTags = SomeLabels.Of(_question.Rules, [label]).Tags },
        "assigned" when _root["assignee"]["login"].Line() is { } assignee => Noted($"gave {assignee}"),
        "unassigned" when _root["assignee"]["login"].Line() is { } assignee => Noted($"took {assignee} from"),
        "deleted" => Noted("deleted"),
        "transferred" => Noted("transferred", _root["changes"]["new_issue"]["html_url"].Url()?.ToString()),
        "edited" => Edited(),
        _ => null,
    };

    private ExternalNews? OfComment(string action)
    {
        PayloadNode comment = _root["comment"];
        string? text = comment["body"].Block();
        return action switch
        {
            "created" when text is not null => News("commented on") with
            {
                Opens = _issue["state"].Raw() != "closed",
                Comments = [new ExternalComment { Id = comment["id"].Id(), Text = text, Url = comment["html_url"].Url() }],
            },
            "edited" when text is not null => Noted("edited a comment on", text),
            "deleted" => Noted("deleted a comment on", text),
            _ => null,
        };
    }

    private ExternalNews? Labelled(string? label)
    {
        if (label is null)
        {
            return null;
        }

        SomeLabels labels = SomeLabels.Of(_question.Rules, [label]);
        return News($"labelled '{label}'") with { AddTags = labels.Tags, Priority = labels.Priority };
    }

    private ExternalNews? Edited()
    {
        PayloadNode changes = _root["changes"];
        List<string> what = [];
        if (changes["title"]["from"].Line() is { } title)
        {
            what.Add($"Title before: {title}\nTitle now: {_issue["title"].Line()}");
        }

        if (changes["body"].IsThere)
        {
            what.Add($"Text now:\n\n{_issue["body"].Block() ?? "(nothing)"}");
        }

        return what.Count == 0 ? null : Noted("edited", string.Join("\n\n", what));
    }

    private ExternalNews Noted(string did, string? more = null)
    {
        ExternalNews news = News(did);
        return news with { Note = PayloadText.Block(more is null ? $"{news.What}." : $"{news.What}:\n\n{more}") };
    }

    private ExternalNews News(string did)
    {
        SomeLabels labels = SomeLabels.Of(_question.Rules, [.. _issue["labels"].Items().Select(static label => label["name"].Line()).OfType<string>()]);
        string title = _issue["title"].Line() ?? _record.Number;
        return new ExternalNews
        {
            Record = _record,
            By = _by,
            What = $"{_by.Name} {did} {_record.Number}",
            Opening = new ExternalOpening
            {
                Subject = title,
                Description = _issue["body"].Block() ?? title,
                Requester = Person(_issue["user"]),
                Application = _question.Rules.Projects.GetValueOrDefault(_root["repository"]["full_name"].Id()!, _question.Rules.Application!),
                Kind = labels.Kind,
                Priority = labels.Priority,
                Tags = labels.Tags,
            },
        };
    }

    private ExternalPerson Person(PayloadNode user) =>
        ExternalPeople.Of(user["email"].Raw(), user["login"].Line(), user["login"].Line(), _question.Source);
}
