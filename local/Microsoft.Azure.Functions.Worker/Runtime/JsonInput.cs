using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Support.Local.Worker;

/// <summary>
/// The JSON of triggers and outputs, and the types that a body may be taken as. As in Azure the names of properties are
/// written as they are declared and read in any case, unless the app configures <see cref="JsonSerializerOptions"/>.
/// </summary>
internal static class JsonInput
{
    /// <summary>A body as a string, bytes, or what its JSON says.</summary>
    public static object? Convert(BinaryData body, Type type, IServiceProvider services) =>
        type == typeof(string) ? body.ToString()
        : type == typeof(byte[]) ? body.ToArray()
        : type == typeof(BinaryData) ? body
        : JsonSerializer.Deserialize(body, type, services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value);

    /// <summary>A function's answer as a body.</summary>
    public static BinaryData ToBody(object value, JsonSerializerOptions options) => value switch
    {
        string text => BinaryData.FromString(text),
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData data => data,
        _ => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options)),
    };
}
