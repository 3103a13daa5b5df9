using System.Text.Json;
using System.Xml;

namespace Support.RepositoryTests.Infra;

/// <summary>What a queue, topic or subscription is told to be; what a file leaves out is Service Bus's default.</summary>
internal sealed record BusEntity(
    TimeSpan LockDuration,
    int MaxDeliveryCount,
    bool RequiresDuplicateDetection,
    TimeSpan? DuplicateDetectionWindow,
    bool DeadLetteringOnMessageExpiration,
    TimeSpan? DefaultMessageTimeToLive,
    bool RequiresSession)
{
    /// <summary>Reads the properties through <paramref name="property"/>, which is given their names in camel case.</summary>
    public static BusEntity From(Func<string, string?> property)
    {
        bool Flag(string name) => string.Equals(property(name), "true", StringComparison.OrdinalIgnoreCase);
        TimeSpan? Span(string name) => property(name) is { } text ? XmlConvert.ToTimeSpan(text) : null;
        bool detectsDuplicates = Flag("requiresDuplicateDetection");
        return new BusEntity(
            Span("lockDuration") ?? TimeSpan.FromMinutes(1),
            property("maxDeliveryCount") is { } count ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 10,
            detectsDuplicates,
            // Without duplicate detection its window says nothing.
            detectsDuplicates ? Span("duplicateDetectionHistoryTimeWindow") ?? TimeSpan.FromMinutes(10) : null,
            Flag("deadLetteringOnMessageExpiration"),
            Span("defaultMessageTimeToLive"),
            Flag("requiresSession"));
    }
}

/// <summary>Every entity of the bus by its path: <c>queue</c>, <c>topic</c>, <c>topic/subscription</c>.</summary>
internal static class BusEntities
{
    public static SortedDictionary<string, BusEntity> InBicep()
    {
        BicepFile file = InfraFolder.Module("messaging.bicep");
        SortedDictionary<string, BusEntity> entities = new(StringComparer.Ordinal);
        foreach (BicepDeclaration resource in file.Resources.Where(resource => !resource.Target.StartsWith("Microsoft.ServiceBus/namespaces@", StringComparison.Ordinal)))
        {
            BicepObject properties = resource.Body.Object("properties");
            entities.Add(PathOf(file, resource), BusEntity.From(properties.TextOrNull));
        }

        return entities;
    }

    public static SortedDictionary<string, BusEntity> InLocalFlavour()
    {
        string path = Path.Combine(InfraFolder.RepositoryRoot, "local", "servicebus.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        SortedDictionary<string, BusEntity> entities = new(StringComparer.Ordinal);
        foreach (JsonElement space in document.RootElement.GetProperty("UserConfig").GetProperty("Namespaces").EnumerateArray())
        {
            foreach (JsonElement queue in Items(space, "Queues"))
            {
                entities.Add(NameOf(queue), EntityOf(queue));
            }

            foreach (JsonElement topic in Items(space, "Topics"))
            {
                entities.Add(NameOf(topic), EntityOf(topic));
                foreach (JsonElement subscription in Items(topic, "Subscriptions"))
                {
                    entities.Add($"{NameOf(topic)}/{NameOf(subscription)}", EntityOf(subscription));
                }
            }
        }

        return entities;
    }

    private static string PathOf(BicepFile file, BicepDeclaration resource)
    {
        BicepDeclaration parent = file.Resources.Single(candidate => candidate.Name == resource.Body.Text("parent"));
        string name = resource.Body.Text("name");
        return resource.Target.Contains("/subscriptions@", StringComparison.Ordinal) ? $"{parent.Body.Text("name")}/{name}" : name;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : default;

    private static string NameOf(JsonElement entity) => entity.GetProperty("Name").GetString()!;

    private static BusEntity EntityOf(JsonElement entity) => BusEntity.From(name =>
        entity.TryGetProperty("Properties", out JsonElement properties)
        && properties.TryGetProperty(char.ToUpperInvariant(name[0]) + name[1..], out JsonElement value)
        && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null);
}
