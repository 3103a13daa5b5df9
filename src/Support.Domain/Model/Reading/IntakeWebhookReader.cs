using Support.Domain.Tickets;

namespace Support.Domain.Model.Reading;

/// <summary>Reads what the news of other systems does.</summary>
internal static class IntakeWebhookReader
{
    public const int SourcesMax = 50;
    public const int WordsMax = 200;
    public const int WordLengthMax = 200;
    private const string Generic = "generic";
    private static readonly string[] OfUnknownSources = ["map", "when", "deliveryId", "proof"];

    public static IReadOnlyDictionary<string, WebhookIntake> ReadAll(ModelNode? node)
    {
        Dictionary<string, WebhookIntake>? sources = node is null ? null : ObjectReader.ById(node, Read);
        if (sources?.Count > SourcesMax)
        {
            node!.Mistake($"Expected at most {SourcesMax} sources, found {sources.Count}.");
        }

        return sources ?? [];
    }

    public static WebhookIntake Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, WebhookShapes.IntakeWebhook);
        CheckSource(node, members);
        return new WebhookIntake
        {
            Application = members["application"]?.Reference(Named.Application),
            Projects = members["projects"] is { } projects ? ByWord(projects, static item => item.Reference(Named.Application)) : new Dictionary<string, string>(),
            OnClosed = members["onClosed"]?.Word<OnClosed>() ?? default,
            Labels = members["labels"] is { } labels ? ByWord(labels, ReadLabel) : new Dictionary<string, LabelMeaning>(),
            Priorities = members["priorities"] is { } priorities ? ReadPriorities(priorities) : new Dictionary<string, Priority>(),
            OwnAccounts = members["ownAccounts"]?.Set(Word) ?? [],
            Proof = members["proof"] is { } proof ? WebhookProofReader.Read(proof) : null,
            Mapping = members["map"] is { } map ? WebhookMappingReader.Read(members["deliveryId"], members["when"], map) : null,
            Mirror = members["mirror"] is { } mirror ? WebhookMirrorReader.Read(mirror) : null,
        };
    }

    /// <summary>A word as another system writes it: anything short on one line.</summary>
    public static string? Word(ModelNode node)
    {
        string? text = node.RawText("a text");
        if (text is null || (text.Length is > 0 and <= WordLengthMax && !text.Any(char.IsControl)))
        {
            return text;
        }

        node.Mistake($"Expected a text of 1 to {WordLengthMax} characters on one line, found {node.Found()}.");
        return null;
    }

    /// <summary>Things by the words of another system.</summary>
    public static Dictionary<string, T> ByWord<T>(ModelNode node, Func<ModelNode, T?> read)
        where T : class
    {
        Dictionary<string, T?> found = ObjectReader.ByName(node, read) ?? [];
        if (found.Count > WordsMax)
        {
            node.Mistake($"Expected at most {WordsMax} members, found {found.Count}.");
        }

        return found.Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value!, StringComparer.Ordinal);
    }

    private static void CheckSource(ModelNode node, ObjectReader members)
    {
        string id = node.Pointer[(node.Pointer.LastIndexOf('/') + 1)..];
        bool known = WebhookIntake.KnownSources.Contains(id);
        if (id == Generic)
        {
            node.Mistake("Expected a name of the source's own; 'generic' is the word for all of them.");
        }
        else if (!known && members["map"] is null)
        {
            node.Mistake($"Expected 'map', as only {string.Join(", ", WebhookIntake.KnownSources)} are known without.");
        }

        foreach (string name in OfUnknownSources.Where(name => known && members[name] is not null))
        {
            members[name]!.Mistake($"Expected no '{name}': what {id} sends is known.");
        }

        if (members["mirror"] is { } mirror && id != "servicenow")
        {
            mirror.Mistake("Expected no 'mirror': only tickets of 'servicenow' are mirrored.");
        }
        else if (members["mirror"] is not null && members["ownAccounts"] is null)
        {
            node.Mistake("Expected 'ownAccounts' beside 'mirror': the account by which we write there, so that what we did ourselves is no news.");
        }
    }

    private static LabelMeaning ReadLabel(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, WebhookShapes.WebhookLabel);
        return new LabelMeaning
        {
            Priority = members["priority"]?.Word<Priority>(),
            Kind = members["kind"]?.Word<TicketKind>(),
            Tags = members["tags"]?.Set(Tag) ?? [],
        };
    }

    private static string? Tag(ModelNode node)
    {
        string? text = node.RawText("a tag");
        string? tag = text is null ? null : TagFormat.Normalise(text);
        if (text is not null && tag is null)
        {
            node.Mistake($"Expected a tag of {TagFormat.Expected}, found {node.Found()}.");
        }

        return tag;
    }

    private static Dictionary<string, Priority> ReadPriorities(ModelNode node) =>
        (ObjectReader.ByName(node, static item => item.Word<Priority>()) ?? [])
            .Where(static pair => pair.Value is not null)
            .ToDictionary(static pair => pair.Key, static pair => pair.Value!.Value, StringComparer.Ordinal);
}
