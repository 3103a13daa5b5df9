using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>An entity as it was sent: its keys, if it names them, and its properties in the form in which they are kept.</summary>
internal readonly record struct SentEntity(Refusal? Refusal, string? PartitionKey, string? RowKey, byte[] Properties);

/// <summary>Reads the entities that clients send.</summary>
internal sealed class EntityReader
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private readonly List<Field> _fields = [];
    private readonly JsonBuffer _properties = new();
    private string? _partitionKey;
    private string? _rowKey;

    private static ReadOnlySpan<byte> TypeSuffix => "@odata.type"u8;

    public SentEntity Read(ReadOnlySpan<byte> json)
    {
        _fields.Clear();
        (_partitionKey, _rowKey) = (null, null);
        json = json.Trim(" \t\r\n"u8);
        if (json.IsEmpty)
        {
            return new(null, null, null, Nothing);
        }

        Refusal? refusal;
        try
        {
            json = PlainNames.Of(json);
            refusal = Collect(json) ?? Write(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Azurite answers what is no JSON with an empty 400.
            refusal = Refusal.InvalidInput;
        }

        return new(refusal, _partitionKey, _rowKey, refusal is null ? _properties.ToArray() : Nothing);
    }

    /// <summary>Finds the fields and joins them with their annotations, which may stand anywhere.</summary>
    private Refusal? Collect(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusal.InvalidInput;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
            {
                // What needs an escape is no name of a property.
                return Refusal.InvalidInput;
            }

            var name = new Range((int)reader.TokenStartIndex + 1, (int)reader.TokenStartIndex + 1 + reader.ValueSpan.Length);
            ReadOnlySpan<byte> text = json[name];
            reader.Read();
            Refusal? refusal = text.EndsWith(TypeSuffix)
                ? Annotate(json, new Range(name.Start, name.End.Value - TypeSuffix.Length), reader)
                : Take(json, name, ref reader);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return reader.Read() ? Refusal.InvalidInput : null;
    }

    private Refusal? Annotate(ReadOnlySpan<byte> json, Range name, in Utf8JsonReader value)
    {
        if (value.TokenType != JsonTokenType.String || EdmTypes.Parse(value.ValueSpan) is not { } type)
        {
            return Refusal.InvalidInput;
        }

        int index = IndexOf(json, name);
        if (index < 0)
        {
            _fields.Add(new Field(name, type, -1));
        }
        else
        {
            _fields[index] = _fields[index] with { Type = type };
        }

        return null;
    }

    private Refusal? Take(ReadOnlySpan<byte> json, Range name, ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = json[name];
        if (text.SequenceEqual("PartitionKey"u8))
        {
            _partitionKey = reader.GetString();
        }
        else if (text.SequenceEqual("RowKey"u8))
        {
            _rowKey = reader.GetString();
        }
        else if (text.StartsWith("odata."u8) || text.SequenceEqual("Timestamp"u8))
        {
            reader.Skip();
        }
        else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return Refusal.InvalidInput;
        }
        else
        {
            int index = IndexOf(json, name);
            var field = new Field(name, index < 0 ? null : _fields[index].Type, (int)reader.TokenStartIndex);
            if (index < 0)
            {
                _fields.Add(field);
            }
            else
            {
                _fields[index] = field;
            }
        }

        return null;
    }

    private int IndexOf(ReadOnlySpan<byte> json, Range name)
    {
        ReadOnlySpan<byte> text = json[name];

        // An annotation mostly stands right before what it annotates.
        for (int index = _fields.Count - 1; index >= 0; index--)
        {
            if (json[_fields[index].Name].SequenceEqual(text))
            {
                return index;
            }
        }

        return -1;
    }

    private Refusal? Write(ReadOnlySpan<byte> json)
    {
        _properties.Clear();
        _properties.Append('{');
        int count = 0;
        foreach (Field field in _fields)
        {
            if (field.Value < 0)
            {
                continue;
            }

            var value = new Utf8JsonReader(json[field.Value..], isFinalBlock: false, default);
            value.Read();
            if (value.TokenType == JsonTokenType.Null && field.Type is null)
            {
                continue;
            }

            ReadOnlySpan<byte> name = json[field.Name];
            if (++count > EntityLimits.Properties || name.Length > EntityLimits.PropertyNameChars)
            {
                return count > EntityLimits.Properties ? Refusal.TooManyProperties : Refusal.PropertyNameTooLong;
            }

            if (count > 1)
            {
                _properties.Append(',');
            }

            if (PropertyWriter.Write(_properties, name, field.Type, value) is { } refusal)
            {
                return refusal;
            }
        }

        _properties.Append('}');
        return null;
    }

    /// <summary>A property that was sent.</summary>
    /// <param name="Name">Where its name is.</param>
    /// <param name="Type">Its type, if that is annotated.</param>
    /// <param name="Value">Where its value begins; below zero before it is met.</param>
    private readonly record struct Field(Range Name, EdmType? Type, int Value);
}
