using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>The stored form of <see cref="TableEntity"/>.</summary>
internal static class DictionaryEntity
{
    public static void Store(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object>> entity)
    {
        writer.WriteStartObject();
        foreach ((string key, object value) in entity)
        {
            // What the service says about a row is kept in the dictionary when it is loaded, and is not for sending.
            bool isOfTheService = key.StartsWith(EntityNames.ODataPrefix, StringComparison.Ordinal)
                || key.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal)
                || key == EntityNames.Timestamp;
            if (!isOfTheService)
            {
                EdmWriter.WriteObject(writer, key, value);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Loads the object whose start the reader stands on, and leaves the reader on its end.</summary>
    public static TableEntity Load(ref Utf8JsonReader reader)
    {
        var entity = new TableEntity();
        string? annotated = null;
        string? edmType = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal))
            {
                // The protocol puts an annotation right before what it annotates.
                (annotated, edmType) = (name[..^EntityNames.TypeSuffix.Length], reader.GetString());
                continue;
            }

            object? value = name switch
            {
                EntityNames.Timestamp => EdmReader.ReadInstant(ref reader),
                _ => EdmReader.ReadObject(ref reader, name == annotated ? edmType : null),
            };
            if (name == EntityNames.ETag || !name.StartsWith(EntityNames.ODataPrefix, StringComparison.Ordinal))
            {
                entity.Add(name, value);
            }
        }

        return entity;
    }
}
