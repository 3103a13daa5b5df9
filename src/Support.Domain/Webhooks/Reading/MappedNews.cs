using System.Text.Json;
using Support.Domain.Fields;
using Support.Domain.Model;
using Support.Domain.Model.Reading;
using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Webhooks.Reading;

/// <summary>Reads what a source tells that this system does not know by itself, as the model's mapping says.</summary>
internal sealed class MappedNews
{
    private const int TagsMax = 50;
    private const int FreeFieldsMax = 20;

    private readonly NewsQuestion _question;
    private readonly WebhookMapping _mapping;
    private readonly JsonElement _payload;
    private readonly List<MappedField> _fields = [];
    private readonly List<string> _leftOut = [];

    private MappedNews(NewsQuestion question, WebhookMapping mapping, JsonElement payload) =>
        (_question, _mapping, _payload) = (question, mapping, payload);

    /// <summary>Reads a payload.</summary>
    public static NewsReading Read(JsonElement payload, NewsQuestion question, WebhookMapping mapping)
    {
        if (mapping.When.Select(condition => condition.WhyNot(payload)).FirstOrDefault(static why => why is not null) is { } whyNot)
        {
            return NewsReading.Nothing($"It is not what the model asks for: {whyNot}.");
        }

        var reader = new MappedNews(question, mapping, payload);
        NewsReading reading = reader.Read();
        return reading with { Fields = reader._fields };
    }

    private NewsReading Read()
    {
        _fields.AddRange(_mapping.Fields.Select(field => field.Value.Of(field.Key, _payload)));
        string happened = Value("event") ?? "open";
        if (happened == "ignore")
        {
            return NewsReading.Nothing("The mapping says so.");
        }

        if (happened is not ("open" or "comment" or "note" or "resolve" or "reopen"))
        {
            return Wrong("event", $"'{PayloadText.Line(happened, 60)}' is none of open, comment, note, resolve, reopen and ignore; say what it means by 'values', or give a default");
        }

        string? text = PayloadText.Block(Value("text"));
        if (happened is "comment" or "note" && text is null)
        {
            return Wrong("text", "there is nothing to write");
        }

        string? id = PayloadText.Line(Value("externalId"), 200);
        if (id is null && happened != "open")
        {
            return Wrong("externalId", "there is nothing to know the ticket by");
        }

        return Opening() is { } opening
            ? NewsReading.Of(News(happened, id ?? _question.DeliveryId, text, opening))
            : Wrong("subject", "there is neither a subject nor a description");
    }

    private ExternalNews News(string happened, string id, string? text, ExternalOpening opening)
    {
        string number = PayloadText.Line(Value("number"), 80) ?? PayloadText.Cut(id, 80);
        ExternalPerson by = Value("authorEmail") is null && Value("authorName") is null
            ? opening.Requester
            : ExternalPeople.Of(Value("authorEmail"), Value("authorName"), Value("authorName"), _question.Source);
        bool hidden = happened == "note" || Value("internal") == "true";
        ExternalComment[] comments = happened is "comment" or "note" || (happened != "open" && text is not null)
            ? [new ExternalComment { Id = PayloadText.Line(Value("commentId"), 200), Text = text!, Internal = hidden, Url = Url() }]
            : [];
        return new ExternalNews
        {
            Record = new ExternalReference { Source = _question.Source, Id = id, Number = number, Url = Url() },
            By = by,
            What = $"{by.Name} at {_question.Source} says {happened} of {number}",
            Opening = opening,
            Opens = happened is "open" or "reopen" || (happened == "comment" && !hidden),
            Comments = comments,
            Status = happened switch { "resolve" => ExternalStatus.Resolved, "reopen" => ExternalStatus.Reopened, _ => null },
            Note = _leftOut.Count == 0 || happened != "open" ? null : string.Join("\n", _leftOut),
        };
    }

    private ExternalOpening? Opening()
    {
        string? description = PayloadText.Block(Value("description"));
        string? subject = PayloadText.Line(Value("subject")) ?? PayloadText.Line(description, 120);
        if (subject is null)
        {
            return null;
        }

        string? application = Value("application") is { } named && _question.Model.Applications.ContainsKey(named) ? named : _question.Rules.Application;
        return new ExternalOpening
        {
            Subject = subject,
            Description = description ?? subject,
            Requester = ExternalPeople.Of(Value("requesterEmail"), Value("requesterName"), Value("requesterName"), _question.Source),
            Application = application,
            Kind = Word<TicketKind>("kind"),
            Impact = Word<Grade>("impact"),
            Urgency = Word<Grade>("urgency"),
            Priority = Word<Priority>("priority"),
            Tags = Tags(),
            CustomFields = Custom(application ?? _question.Model.Intake.DefaultApplication),
        };
    }

    private IReadOnlyList<string> Tags()
    {
        string[] tags = [.. _mapping.Tags.SelectMany(tag => tag.ListOf(_payload)).Take(TagsMax)];
        _fields.AddRange(_mapping.Tags.Select(tag => new MappedField("tags", string.Join(", ", tag.ListOf(_payload).Take(TagsMax)), tag.IsConstant ? "the model" : tag.Text)));
        return SomeLabels.Of(_question.Rules, tags).Tags;
    }

    // A value that the field does not take costs the field, and not the ticket; a note says so.
    private IReadOnlyDictionary<string, string>? Custom(string application)
    {
        MappedField[] found = [.. _mapping.CustomFields.Select(field => field.Value.Of(field.Key, _payload))];
        _fields.AddRange(found.Select(static field => field with { Name = $"customFields.{field.Name}" }));
        var said = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (MappedField field in found.Where(static field => PayloadText.Line(field.Value, FieldRules.LengthMax) is not null).Take(FreeFieldsMax))
        {
            said[field.Name] = PayloadText.Line(field.Value, FieldRules.LengthMax);
        }

        if (_question.Model.CustomFields.Count == 0 || said.Count == 0)
        {
            return said.ToDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.Ordinal);
        }

        FieldRules.Opening(_question.Model, application, said, out IReadOnlyList<FieldMistake> mistakes);
        foreach (FieldMistake mistake in mistakes.Where(mistake => said.Remove(mistake.Field)))
        {
            _leftOut.Add($"The field '{mistake.Field}' was left out: {mistake.Mistake}");
        }

        return FieldRules.Opening(_question.Model, application, said, out _);
    }

    private T? Word<T>(string name)
        where T : struct, Enum =>
        Value(name) is { } word ? Words<T>.Find(word) : null;

    private Uri? Url() =>
        Value("url") is { Length: <= 1000 } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0 ? url : null;

    private string? Value(string name) => _fields.Find(field => field.Name == name)?.Value;

    private NewsReading Wrong(string field, string why) =>
        NewsReading.Wrong(new PayloadMistake("#", $"The mapping finds no usable '{field}' ({_fields.Find(found => found.Name == field)?.From ?? "it is not mapped"}): {why}."));
}
