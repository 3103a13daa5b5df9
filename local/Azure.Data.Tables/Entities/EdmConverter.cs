using System.Text.Json;

namespace Azure.Data.Tables.Entities;

internal delegate void EdmWrite<T>(Utf8JsonWriter writer, in EdmName name, T value);

internal delegate T EdmRead<T>(ref Utf8JsonReader reader);

/// <summary>How a property of type <typeparamref name="T"/> is written to, and read from, an entity's JSON.</summary>
internal sealed record EdmConverter<T>(EdmWrite<T> Write, EdmRead<T> Read);

/// <summary>The types that a property of an entity may have.</summary>
internal static class EdmConverters
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new EdmConverter<string?>(EdmWriter.Write, static (ref reader) => ReadText(ref reader)),
        [typeof(bool)] = new EdmConverter<bool>(EdmWriter.Write, static (ref reader) => reader.GetBoolean()),
        [typeof(int)] = new EdmConverter<int>(EdmWriter.Write, static (ref reader) => reader.GetInt32()),
        [typeof(long)] = new EdmConverter<long>(EdmWriter.Write, static (ref reader) => EdmReader.ReadInt64(ref reader)),
        [typeof(double)] = new EdmConverter<double>(EdmWriter.Write, static (ref reader) => EdmReader.ReadDouble(ref reader)),
        [typeof(Guid)] = new EdmConverter<Guid>(EdmWriter.Write, static (ref reader) => reader.GetGuid()),
        [typeof(DateTime)] = new EdmConverter<DateTime>(EdmWriter.Write, static (ref reader) => EdmReader.ReadInstant(ref reader).UtcDateTime),
        [typeof(DateTimeOffset)] = new EdmConverter<DateTimeOffset>(EdmWriter.Write, static (ref reader) => EdmReader.ReadInstant(ref reader)),
        [typeof(byte[])] = new EdmConverter<byte[]?>(WriteBytes, static (ref reader) => reader.GetBytesFromBase64()),
        [typeof(BinaryData)] = new EdmConverter<BinaryData?>(WriteData, static (ref reader) => BinaryData.FromBytes(reader.GetBytesFromBase64())),
    };

    /// <summary>The converter of <typeparamref name="T"/>, or null when Table Storage has no such type.</summary>
    public static EdmConverter<T>? Find<T>()
    {
        Type type = typeof(T);
        if (Known.TryGetValue(type, out object? known))
        {
            return (EdmConverter<T>)known;
        }

        Type? inner = Nullable.GetUnderlyingType(type);
        string? maker = inner is not null ? nameof(MakeNullable) : type.IsEnum ? nameof(MakeEnum) : null;
        return maker is null
            ? null
            : (EdmConverter<T>?)typeof(EdmConverters)
                .GetMethod(maker, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(inner ?? type)
                .Invoke(null, null);
    }

    private static EdmConverter<T?>? MakeNullable<T>()
        where T : struct
    {
        if (Find<T>() is not { } inner)
        {
            return null;
        }

        return new EdmConverter<T?>(
            (writer, in name, value) =>
            {
                if (value is { } present)
                {
                    inner.Write(writer, name, present);
                }
            },
            (ref reader) => inner.Read(ref reader));
    }

    private static EdmConverter<T> MakeEnum<T>()
        where T : struct, Enum =>
        new(
            static (writer, in name, value) => EdmWriter.Write(writer, name, value.ToString()),
            static (ref reader) => Enum.Parse<T>(reader.GetString()!));

    private static string? ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : null;

    private static void WriteBytes(Utf8JsonWriter writer, in EdmName name, byte[]? value)
    {
        if (value is not null)
        {
            EdmWriter.Write(writer, name, value.AsSpan());
        }
    }

    private static void WriteData(Utf8JsonWriter writer, in EdmName name, BinaryData? value)
    {
        if (value is not null)
        {
            EdmWriter.Write(writer, name, value.ToMemory().Span);
        }
    }
}
