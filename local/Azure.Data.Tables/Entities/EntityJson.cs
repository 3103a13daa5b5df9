using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>Entities to and from the service's JSON.</summary>
internal static class EntityJson
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The default would escape every letter outside ASCII; line separators are escaped by this one too, and the
        // parts of a transaction rely on an entity being one line.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static Utf8JsonWriter CreateWriter(IBufferWriter<byte> buffer) => new(buffer, WriterOptions);

    public static void Store(Utf8JsonWriter writer, ITableEntity entity)
    {
        if (entity is IDictionary<string, object> dictionary)
        {
            DictionaryEntity.Store(writer, dictionary);
        }
        else
        {
            EntityModel.Of(entity.GetType()).Store(writer, entity);
        }
    }

    public static ReadOnlyMemory<byte> Store(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using Utf8JsonWriter writer = CreateWriter(buffer);
        Store(writer, entity);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static T Load<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Load<T>(ref reader);
    }

    /// <summary>Loads the rows of one page of a query's answer.</summary>
    public static List<T> LoadPage<T>(ReadOnlySpan<byte> json)
        where T : class, ITableEntity
    {
        var rows = new List<T>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRows = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isRows)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(Load<T>(ref reader));
            }
        }

        return rows;
    }

    private static T Load<T>(ref Utf8JsonReader reader)
        where T : class, ITableEntity =>
        typeof(T).IsAssignableFrom(typeof(TableEntity))
            ? (T)(ITableEntity)DictionaryEntity.Load(ref reader)
            : (T)EntityModel.Of(typeof(T)).Load(ref reader);
}
