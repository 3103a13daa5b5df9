using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>Goes through the properties of a row in the form in which it is kept.</summary>
internal ref struct StoredProperties(ReadOnlySpan<byte> properties)
{
    private static ReadOnlySpan<byte> TypeSuffix => "@odata.type"u8;

    private readonly ReadOnlySpan<byte> _properties = properties;
    private Utf8JsonReader _reader = new(properties);

    /// <summary>The property's name, as it is escaped in JSON.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public EdmType Type { get; private set; }

    /// <summary>The reader, which stands on the property's value.</summary>
    public readonly Utf8JsonReader Value => _reader;

    /// <summary>The property with its annotation, if it has one, without a comma.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    /// <summary>The property without an annotation.</summary>
    public ReadOnlySpan<byte> Plain { get; private set; }

    public bool MoveNext()
    {
        if (_reader.TokenType == JsonTokenType.None)
        {
            _reader.Read();
        }

        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        int start = (int)_reader.TokenStartIndex;
        int plain = start;
        EdmType? annotated = null;
        if (_reader.ValueSpan.EndsWith(TypeSuffix))
        {
            _reader.Read();
            annotated = EdmTypes.Parse(_reader.ValueSpan);
            _reader.Read();
            plain = (int)_reader.TokenStartIndex;
        }

        Name = _reader.ValueSpan;
        _reader.Read();
        Type = annotated ?? Plainly(_reader);
        Whole = _properties[start..(int)_reader.BytesConsumed];
        Plain = _properties[plain..(int)_reader.BytesConsumed];
        return true;
    }

    /// <summary>Moves to the property of that name. False when there is none.</summary>
    public bool MoveTo(ReadOnlySpan<byte> name)
    {
        while (MoveNext())
        {
            if (Name.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static EdmType Plainly(in Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => EdmType.Boolean,
        JsonTokenType.Number => value.ValueSpan.ContainsAny("."u8[0], "e"u8[0], "E"u8[0]) ? EdmType.Double : EdmType.Int32,
        _ => EdmType.String,
    };
}
