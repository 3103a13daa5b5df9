using System.Text.Json;
using Support.Domain.Webhooks.Mapping;

namespace Support.Domain.Model.Reading;

/// <summary>Reads what payloads mean, and compiles it: a pointer that is none is a mistake of the model, not of a payload.</summary>
internal static class WebhookMappingReader
{
    public const int ConditionsMax = 20;
    public const int TagsMax = 20;

    // What an event may be said to be; the interpreter knows the same words.
    private static readonly Dictionary<string, IReadOnlyList<string>> WordsOf = new(StringComparer.Ordinal)
    {
        ["event"] = ["open", "comment", "note", "resolve", "reopen", "ignore"],
        ["kind"] = Words<TicketKind>.All,
        ["impact"] = Words<Grade>.All,
        ["urgency"] = Words<Grade>.All,
        ["priority"] = Words<Priority>.All,
        ["internal"] = ["true", "false"],
    };

    public static WebhookMapping Read(ModelNode? id, ModelNode? when, ModelNode map)
    {
        ObjectReader members = ObjectReader.Open(map, WebhookShapes.WebhookMap);
        var fields = new List<KeyValuePair<string, MappedText>>();
        foreach (string name in WebhookMapping.FieldNames)
        {
            if (members[name] is { } node && ReadText(node, name) is { } text)
            {
                fields.Add(KeyValuePair.Create(name, text));
            }
        }

        if (members["subject"] is null && members["description"] is null)
        {
            map.Mistake("Expected 'subject' or 'description': a ticket says something.");
        }

        return new WebhookMapping
        {
            DeliveryId = id is null ? null : ReadText(id, null),
            When = when is null ? [] : Bounded(when, ReadCondition, ConditionsMax),
            Fields = fields,
            Tags = members["tags"] is { } tags ? Bounded(tags, static item => ReadText(item, null), TagsMax) : [],
            CustomFields = members["customFields"] is { } custom ? ReadCustom(custom) : [],
        };
    }

    private static MappingCondition? ReadCondition(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, WebhookShapes.WebhookCondition);
        return members["value"] is { } value && ReadText(value, null) is { } text
            ? new MappingCondition(text, members["is"]?.NotEmpty().Set(IntakeWebhookReader.Word), members["not"]?.Set(IntakeWebhookReader.Word) ?? [])
            : null;
    }

    private static List<KeyValuePair<string, MappedText>> ReadCustom(ModelNode node)
    {
        Dictionary<string, MappedText?> texts = ObjectReader.ByName(node, static item => ReadText(item, null)) ?? [];
        return [.. texts.Where(static pair => pair.Value is not null).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value!))];
    }

    private static List<T> Bounded<T>(ModelNode node, Func<ModelNode, T?> read, int countMax)
        where T : class
    {
        List<T> items = node.List(read) ?? [];
        if (items.Count > countMax)
        {
            node.Mistake($"Expected at most {countMax} items, found {items.Count}.");
        }

        return items;
    }

    // A text, or an object with the text, what its values mean, and what holds where there is none.
    private static MappedText? ReadText(ModelNode node, string? field)
    {
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            return Parse(node, field, constantIsChecked: true);
        }

        ObjectReader members = ObjectReader.Open(node, WebhookShapes.MappedText);
        if (members["from"] is not { } from || Parse(from, field, members["values"] is null) is not { } text)
        {
            return null;
        }

        string? fallback = members["default"] is { } given ? IntakeWebhookReader.Word(given) : null;
        CheckWord(members["default"], field, fallback);
        Dictionary<string, string>? values = members["values"] is { } map
            ? IntakeWebhookReader.ByWord(map, item => CheckWord(item, field, IntakeWebhookReader.Word(item)))
            : null;
        return text.With(values, fallback);
    }

    private static MappedText? Parse(ModelNode node, string? field, bool constantIsChecked)
    {
        if (node.RawText("a JSON pointer, or a text") is not { } text)
        {
            return null;
        }

        MappedText? mapped = MappedText.Parse(text, out string mistake);
        if (mapped is null)
        {
            node.Mistake($"{mistake} Found {node.Found()}.");
        }
        else if (mapped.IsConstant && constantIsChecked)
        {
            CheckWord(node, field, text);
        }

        return mapped;
    }

    private static string? CheckWord(ModelNode? node, string? field, string? word)
    {
        if (node is not null && word is not null && field == "application")
        {
            node.Reading.References.Use(Named.Application, word, node.Pointer);
        }

        if (node is not null && word is not null && field is not null && WordsOf.TryGetValue(field, out IReadOnlyList<string>? known) && !known.Contains(word))
        {
            node.Mistake($"{Suggestion.Quoted(word)} is unknown here; {Suggestion.For(word, known)}");
        }

        return word;
    }
}
