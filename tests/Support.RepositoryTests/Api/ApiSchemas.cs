using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Support.Domain.Json;
using Support.Domain.Tickets;

namespace Support.RepositoryTests.Api;

/// <summary>The shapes that several answers share, made from the types that are serialised.</summary>
internal sealed class ApiSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, schema) => context.TypeInfo.Type switch
        {
            { } type when type == typeof(TicketId) || type == typeof(TicketId?) => Reference(),
            { } type when type == typeof(TimeSpan) || type == typeof(TimeSpan?) => new JsonObject { ["type"] = "string", ["format"] = "duration" },
            _ => schema,
        },
    };

    private readonly SortedDictionary<string, JsonNode> _made = new(StringComparer.Ordinal);

    /// <summary>The shapes by name.</summary>
    public IReadOnlyDictionary<string, JsonNode> All => _made;

    /// <summary>A reference to the shape of a type.</summary>
    public JsonObject Of<T>()
    {
        string name = typeof(T).Name;
        if (!_made.ContainsKey(name))
        {
            JsonNode schema = SupportJson.Options.GetJsonSchemaAsNode(typeof(T), Options);
            _made[name] = Moved(schema, $"#/components/schemas/{name}");
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>A list of a type.</summary>
    public JsonObject ListOf<T>() => new() { ["type"] = "array", ["items"] = Of<T>() };

    /// <summary>An object of these members.</summary>
    public static JsonObject Object(params (string Name, JsonNode Schema)[] members) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. members.Select(member => (JsonNode)member.Name)]),
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
    };

    /// <summary>A ticket's reference.</summary>
    public static JsonObject Reference() => new() { ["type"] = "string", ["pattern"] = "^SUP-[0-9A-HJKMNP-TV-Z]{8}$" };

    // Within a type the exporter points from the type's own root.
    private static JsonNode Moved(JsonNode schema, string root)
    {
        foreach (JsonObject node in Objects(schema))
        {
            if (node["$ref"] is JsonValue pointer && pointer.GetValue<string>() is ['#', .. var rest])
            {
                node["$ref"] = root + rest;
            }
        }

        return schema;
    }

    /// <summary>Every object within a tree.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
