using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>A property's name and the name of its type annotation, both escaped once for all writes.</summary>
internal readonly record struct EdmName(JsonEncodedText Value, JsonEncodedText Type)
{
    /// <summary>
    /// The names of dictionary entities are whatever their makers chose, so what is remembered of them has a bound;
    /// past it a name is escaped anew each time.
    /// </summary>
    private const int RememberedMax = 4096;

    private static readonly ConcurrentDictionary<string, EdmName> Remembered = new();

    public static EdmName Of(string name)
    {
        if (Remembered.TryGetValue(name, out EdmName known))
        {
            return known;
        }

        var encoded = new EdmName(Encode(name), Encode(name + EntityNames.TypeSuffix));
        if (Remembered.Count < RememberedMax)
        {
            Remembered.TryAdd(name, encoded);
        }

        return encoded;
    }

    private static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
