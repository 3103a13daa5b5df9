namespace Support.Domain.Model.Reading;

/// <summary>Reads what another system is told.</summary>
internal static class WebhookMirrorReader
{
    private const int FieldsMax = 20;
    private static readonly Uri Nowhere = new("https://nowhere.invalid/");

    // What an instance as it comes out of the box takes; whoever has changed the states writes their own.
    private static readonly Dictionary<TicketStatus, IReadOnlyDictionary<string, string>> UsualStatuses = new()
    {
        [TicketStatus.New] = Fields(("state", "1")),
        [TicketStatus.Open] = Fields(("state", "2")),
        [TicketStatus.Pending] = Fields(("state", "3"), ("hold_reason", "1")),
        [TicketStatus.OnHold] = Fields(("state", "3"), ("hold_reason", "4")),
        [TicketStatus.Resolved] = Fields(("state", "6"), ("close_code", "Solved (Permanently)"), ("close_notes", "Resolved by the support desk.")),
        [TicketStatus.Cancelled] = Fields(("state", "8")),
    };

    private static readonly Dictionary<Priority, IReadOnlyDictionary<string, string>> UsualPriorities = new()
    {
        [Priority.Critical] = Fields(("impact", "1"), ("urgency", "1")),
        [Priority.High] = Fields(("impact", "1"), ("urgency", "2")),
        [Priority.Medium] = Fields(("impact", "2"), ("urgency", "2")),
        [Priority.Low] = Fields(("impact", "3"), ("urgency", "3")),
    };

    public static WebhookMirror Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, WebhookShapes.WebhookMirror);
        return new WebhookMirror
        {
            Url = (members["url"] is { } url ? WebhookReader.ReadUrl(url, "the settings of Mirror:servicenow") : null) ?? Nowhere,
            Table = members["table"] is { } table ? FieldName(table) ?? "incident" : "incident",
            Comments = members["comments"]?.Flag() ?? true,
            WorkNotes = members["workNotes"]?.Flag() ?? false,
            Push = members["push"]?.Set(static item => item.Reference(Named.Application)) ?? [],
            Statuses = members["statuses"] is { } statuses ? ReadFields<TicketStatus>(statuses, WebhookShapes.MirrorStatuses) : UsualStatuses,
            Priorities = members["priorities"] is { } priorities ? ReadFields<Priority>(priorities, WebhookShapes.MirrorPriorities) : UsualPriorities,
        };
    }

    private static Dictionary<T, IReadOnlyDictionary<string, string>> ReadFields<T>(ModelNode node, ObjectShape shape)
        where T : struct, Enum
    {
        ObjectReader members = ObjectReader.Open(node, shape);
        var fields = new Dictionary<T, IReadOnlyDictionary<string, string>>();
        foreach (T value in Enum.GetValues<T>())
        {
            if (members[Words<T>.Of(value)] is { } given)
            {
                fields[value] = ReadFields(given);
            }
        }

        return fields;
    }

    private static Dictionary<string, string> ReadFields(ModelNode node)
    {
        Dictionary<string, string> fields = IntakeWebhookReader.ByWord(node, IntakeWebhookReader.Word);
        if (fields.Count > FieldsMax || fields.Keys.Any(static name => !IsFieldName(name)))
        {
            node.Mistake($"Expected at most {FieldsMax} names of fields: small letters, digits and underscores.");
        }

        return fields;
    }

    private static string? FieldName(ModelNode node)
    {
        string? text = node.RawText("the name of a table");
        if (text is null || IsFieldName(text))
        {
            return text;
        }

        node.Mistake($"Expected the name of a table: 1 to 80 small letters, digits and underscores, found {node.Found()}.");
        return null;
    }

    private static bool IsFieldName(string name) =>
        name.Length is > 0 and <= 80 && name.All(static letter => letter == '_' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(static field => field.Name, static field => field.Value, StringComparer.Ordinal);
}
