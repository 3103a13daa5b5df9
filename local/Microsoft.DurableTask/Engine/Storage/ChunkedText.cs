using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Support.Local.Durable;

/// <summary>Text in an entity, in as many properties as it needs: one property holds 64 KiB.</summary>
internal static class ChunkedText
{
    private const int MaxPropertyChars = 32_000;

    public static void Write(TableEntity entity, string name, string? text)
    {
        if (text is null)
        {
            return;
        }

        entity[name] = text.Length <= MaxPropertyChars ? text : text[..MaxPropertyChars];
        for (int start = MaxPropertyChars, chunk = 1; start < text.Length; start += MaxPropertyChars, chunk++)
        {
            entity[ChunkName(name, chunk)] = text.Substring(start, Math.Min(MaxPropertyChars, text.Length - start));
        }
    }

    public static string? Read(TableEntity entity, string name)
    {
        if (!entity.TryGetValue(name, out object? first))
        {
            return null;
        }

        if (!entity.ContainsKey(ChunkName(name, 1)))
        {
            return (string)first;
        }

        var text = new StringBuilder((string)first);
        for (int chunk = 1; entity.TryGetValue(ChunkName(name, chunk), out object? next); chunk++)
        {
            text.Append((string)next);
        }

        return text.ToString();
    }

    private static string ChunkName(string name, int chunk) => name + chunk.ToString("x2", CultureInfo.InvariantCulture);
}
