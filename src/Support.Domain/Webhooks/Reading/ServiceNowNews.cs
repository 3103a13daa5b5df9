using System.Text.Json;
using System.Text.RegularExpressions;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Webhooks.Reading;

/// <summary>
/// Reads what ServiceNow tells of incidents, by a business rule that posts the record's fields (docs/webhooks.md has one).
/// A field is a text, or an object with <c>value</c> and <c>display_value</c> as the Table API writes it. What a member
/// <c>changed</c> names has changed; without it only new texts and an end count, since a record always names its state.
/// </summary>
internal sealed partial class ServiceNowNews
{
    private static readonly string[] Told = ["short_description", "assigned_to", "assignment_group", "category"];

    private readonly NewsQuestion _question;
    private readonly PayloadNode _record;
    private readonly ExternalReference _reference;
    private readonly ExternalPerson _by;
    private readonly IReadOnlyList<string>? _changed;

    private ServiceNowNews(NewsQuestion question, PayloadNode record, ExternalReference reference)
    {
        (_question, _record, _reference) = (question, record, reference);
        _by = ExternalPeople.Of(Text("updated_by_email"), Text("updated_by_name"), Text("sys_updated_by") ?? Text("sys_created_by"), question.Source);
        _changed = record["changed"] is { IsThere: true } changed
            ? [.. changed.Items().Select(static item => item.Id()).OfType<string>().Concat((changed.Raw() ?? "").Split(',', StringSplitOptions.TrimEntries)).Where(static name => name.Length > 0)]
            : null;
    }

    /// <summary>Reads a payload.</summary>
    public static NewsReading Read(JsonElement payload, NewsQuestion question)
    {
        PayloadNode root = PayloadNode.Root(payload);
        PayloadNode record = root["result"].IsObject ? root["result"] : root;
        string? id = (record["sys_id"].IsObject ? record["sys_id"]["value"] : record["sys_id"]).Id();
        string? number = (record["number"].IsObject ? record["number"]["value"] : record["number"]).Id();
        if (id is null || number is null)
        {
            return NewsReading.Wrong((id is null ? record["sys_id"] : record["number"]).Expected("what identifies the incident"));
        }

        var reference = new ExternalReference { Source = question.Source, Id = id, Number = number, Url = record["url"].Url() };
        return new ServiceNowNews(question, record, reference).Read();
    }

    private NewsReading Read()
    {
        string account = Text("sys_updated_by") ?? "";
        if (_question.Rules.OwnAccounts.Contains(account, StringComparer.OrdinalIgnoreCase))
        {
            return NewsReading.Nothing($"{account} is ourselves.");
        }

        // A record that nobody has changed since it was made is new, whether the rule that posts it says so or not.
        string operation = _record["operation"].Raw() ?? (Text("sys_mod_count") == "0" ? "insert" : "");
        ExternalComment[] comments = [.. Comments()];
        bool done = State() is "6" or "7" or "8";
        bool moved = _changed?.Any(static name => name is "state" or "incident_state") ?? done;
        ExternalNews news = News(operation, comments) with
        {
            Comments = comments,
            Status = operation == "insert" || !moved ? null : done ? ExternalStatus.Resolved : ExternalStatus.Reopened,
            Priority = operation != "insert" && _changed?.Contains("priority") == true ? Priority() : null,
            Note = Note(operation, done && moved),
        };
        return NewsReading.Of(news);
    }

    private ExternalNews News(string operation, ExternalComment[] comments)
    {
        string subject = PayloadText.Line(Text("short_description")) ?? _reference.Number;
        string did = operation switch
        {
            "insert" => "opened",
            "delete" => "deleted",
            _ when State() is "6" => "resolved",
            _ when State() is "7" => "closed",
            _ when State() is "8" => "cancelled",
            _ => "changed",
        };
        return new ExternalNews
        {
            Record = _reference,
            By = _by,
            What = $"{_by.Name} {did} {_reference.Number}",
            Opens = operation == "insert" || (operation != "delete" && State() is not ("6" or "7" or "8") && comments.Any(static comment => !comment.Internal)),
            Ours = Text("correlation_id") is { } ours && TicketId.TryParse(ours, out TicketId ticket) ? ticket : null,
            Opening = new ExternalOpening
            {
                Subject = subject,
                Description = PayloadText.Block(Text("description")) ?? subject,
                Requester = Caller(),
                Application = _question.Rules.Projects.GetValueOrDefault(Text("assignment_group") ?? "", _question.Rules.Application!),
                Impact = GradeOf(Text("impact")),
                Urgency = GradeOf(Text("urgency")),
                Priority = Priority(),
            },
        };
    }

    private IEnumerable<ExternalComment> Comments()
    {
        foreach ((string field, bool hidden) in new[] { ("comments", false), ("work_notes", true) })
        {
            if (PayloadText.Block(JournalHead().Replace(Text(field) ?? "", "")) is { } text)
            {
                yield return new ExternalComment { Id = Text($"{field}_id"), Text = text, Internal = hidden, Url = _reference.Url };
            }
        }
    }

    private string? Note(string operation, bool ended)
    {
        var lines = new List<string>();
        if (operation == "delete")
        {
            lines.Add($"{_by.Name} deleted {_reference.Number}.");
        }

        if (ended && PayloadText.Block(Text("close_notes")) is { } notes)
        {
            lines.Add($"{_by.Name} closed {_reference.Number}:\n\n{notes}");
        }

        string[] told = operation == "insert" ? [] : [.. Told.Where(name => _changed?.Contains(name) == true)];
        lines.AddRange(told.Select(name => $"{_reference.Number}: {name.Replace('_', ' ')} is now {PayloadText.Line(Text(name)) ?? "empty"}."));
        return lines.Count == 0 ? null : PayloadText.Block(string.Join("\n\n", lines));
    }

    private ExternalPerson Caller()
    {
        PayloadNode caller = _record["caller_id"];
        string? name = Text("caller_name") ?? caller["name"].Line() ?? caller["display_value"].Line();
        return ExternalPeople.Of(Text("caller_email") ?? caller["email"].Raw(), name, name ?? Text("sys_created_by"), _question.Source);
    }

    // The number of the state, whether it or its name is given.
    private string? State() => (Value("state") ?? Value("incident_state"))?.Trim() switch
    {
        "Resolved" => "6",
        "Closed" => "7",
        "Canceled" or "Cancelled" => "8",
        string other => other,
        null => null,
    };

    private Priority? Priority()
    {
        string? theirs = Text("priority");
        if (theirs is not null && _question.Rules.Priorities.TryGetValue(theirs, out Priority named))
        {
            return named;
        }

        return (Value("priority") ?? "").TrimStart() switch
        {
            ['1', ..] => Model.Priority.Critical,
            ['2', ..] => Model.Priority.High,
            ['3', ..] => Model.Priority.Medium,
            ['4' or '5', ..] => Model.Priority.Low,
            _ => null,
        };
    }

    private static Grade? GradeOf(string? theirs) => (theirs ?? "").TrimStart() switch
    {
        ['1', ..] => Grade.High,
        ['2', ..] => Grade.Medium,
        ['3', ..] => Grade.Low,
        _ => null,
    };

    // What people read, before what machines do.
    private string? Text(string name)
    {
        PayloadNode field = _record[name];
        string? text = field.IsObject ? field["display_value"].Raw() ?? field["value"].Raw() : field.Raw() ?? field.Id();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private string? Value(string name)
    {
        PayloadNode field = _record[name];
        return field.IsObject ? field["value"].Raw() ?? field["display_value"].Raw() : field.Raw() ?? field.Id();
    }

    // Business rules often send the newest journal entry as the form shows it.
    [GeneratedRegex(@"\A\s*\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - [^\n]{1,200} \((?:Additional comments|Work notes)\)\r?\n")]
    private static partial Regex JournalHead();
}
