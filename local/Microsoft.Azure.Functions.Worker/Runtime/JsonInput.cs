using System.Text.Json;

namespace Support.Local.Worker;

/// <summary>The JSON of triggers and outputs, and the types that a body may be taken as.</summary>
internal static class JsonInput
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>A body as a string, bytes, or what its JSON says.</summary>
    public static object? Convert(BinaryData body, Type type) =>
        type == typeof(string) ? body.ToString()
        : type == typeof(byte[]) ? body.ToArray()
        : type == typeof(BinaryData) ? body
        : JsonSerializer.Deserialize(body, type, Options);

    /// <summary>A function's answer as a body.</summary>
    public static BinaryData ToBody(object value) => value switch
    {
        string text => BinaryData.FromString(text),
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData data => data,
        _ => BinaryData.FromString(JsonSerializer.Serialize(value, value.GetType(), Options)),
    };
}
