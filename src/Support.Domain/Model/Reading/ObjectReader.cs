using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>
/// An object of the file, its members found by name. Opening it notes what is missing, unknown or there twice, so the
/// readers of nouns only fetch values.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, ModelNode> _members = new(StringComparer.Ordinal);
    private readonly ObjectShape _shape;

    private ObjectReader(ObjectShape shape) => _shape = shape;

    /// <summary>The member; null when the object has none of that name.</summary>
    public ModelNode? this[string name]
    {
        get
        {
            // A reader that asks for what its shape does not list would never be in step with the schema.
            if (!_shape.All.Contains(name))
            {
                throw new ArgumentException($"The shape '{_shape.Name}' has no member '{name}'.", nameof(name));
            }

            return _members.GetValueOrDefault(name);
        }
    }

    /// <summary>Opens an object of that shape. What is none is noted and opened as an empty object whose members are not missed.</summary>
    public static ObjectReader Open(ModelNode node, ObjectShape shape)
    {
        var reader = new ObjectReader(shape);
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            node.Mistake($"Expected an object, found {node.Found()}.");
            foreach (string name in shape.All)
            {
                node.Reading.Unreadable(node.Pointer, name);
            }

            return reader;
        }

        foreach ((string name, ModelNode member) in Members(node))
        {
            if (shape.All.Contains(name))
            {
                reader._members.Add(name, member);
            }
            else
            {
                member.Mistake($"The member {Suggestion.Quoted(name)} is unknown here; {Suggestion.For(name, shape.All)}");
            }
        }

        foreach (string name in shape.Required.Where(name => !reader._members.ContainsKey(name)))
        {
            node.Reading.AddMissing(node.Pointer, name);
        }

        return reader;
    }

    /// <summary>Reads an object whose members are things by id; null when it is no object.</summary>
    public static Dictionary<string, T>? ById<T>(ModelNode node, Func<ModelNode, T> read)
    {
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            node.Mistake($"Expected an object with a member for each id, found {node.Found()}.");
            return null;
        }

        var things = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach ((string id, ModelNode member) in Members(node))
        {
            if (!ModelValues.IsId(id))
            {
                member.Mistake($"Expected {ModelValues.IdExpected}, found {Suggestion.Quoted(id)}.");
            }

            things.Add(id, read(member));
        }

        return things;
    }

    /// <summary>Reads an object whose members have free names; null when it is no object.</summary>
    public static Dictionary<string, T>? ByName<T>(ModelNode node, Func<ModelNode, T> read)
    {
        if (node.Element.ValueKind != JsonValueKind.Object)
        {
            node.Mistake($"Expected an object with a member for each name, found {node.Found()}.");
            return null;
        }

        return Members(node).ToDictionary(static member => member.Key, member => read(member.Value), StringComparer.Ordinal);
    }

    /// <summary>The members by name, each once; a name that comes twice, or is none, is noted.</summary>
    private static Dictionary<string, ModelNode> Members(ModelNode node)
    {
        var members = new Dictionary<string, ModelNode>(StringComparer.Ordinal);
        foreach (JsonProperty property in node.Element.EnumerateObject())
        {
            if (JsonText.NameOf(property) is not string name)
            {
                node.Mistake("The name of a member has half of a surrogate pair, which is no character.");
                continue;
            }

            ModelNode member = node.Child(name, property.Value);
            if (!members.TryAdd(name, member))
            {
                member.Mistake($"The member {Suggestion.Quoted(name)} is there twice; expected once.");
            }
        }

        return members;
    }
}
