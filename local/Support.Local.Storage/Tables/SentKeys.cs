using System.Text.Json;

namespace Support.Local.Storage.Tables;

/// <summary>The keys that an entity names, whatever else may be wrong with it.</summary>
internal readonly record struct SentKeys(string? PartitionKey, string? RowKey)
{
    public static SentKeys Read(ReadOnlySpan<byte> json)
    {
        SentKeys keys = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isPartitionKey = reader.ValueTextEquals("PartitionKey"u8);
                bool isRowKey = reader.ValueTextEquals("RowKey"u8);
                reader.Read();
                string? text = (isPartitionKey || isRowKey) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                keys = isPartitionKey ? keys with { PartitionKey = text } : isRowKey ? keys with { RowKey = text } : keys;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // What is wrong with it is told when it is read whole.
        }

        return keys;
    }
}
