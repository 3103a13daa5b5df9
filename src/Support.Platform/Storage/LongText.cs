using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Support.Platform.Storage;

/// <summary>
/// Texts longer than a table property may be (64 KiB, which is 32,768 UTF-16 units) in several properties: <c>Text</c>,
/// <c>Text1</c>, <c>Text2</c> … No chunk ends within a surrogate pair: half a pair would not survive being sent as UTF-8.
/// </summary>
internal static class LongText
{
    /// <summary>The longest text that fits into one entity beside its other properties.</summary>
    public const int LengthMax = 15 * (ChunkLength - 1);

    private const int ChunkLength = 32_000;

    public static void Write(TableEntity entity, string name, string text)
    {
        if (text.Length > LengthMax)
        {
            throw new ArgumentException($"A text of {text.Length} characters does not fit; the most is {LengthMax}.", nameof(text));
        }

        int start = 0;
        for (int i = 0; i == 0 || start < text.Length; i++)
        {
            int length = Math.Min(ChunkLength, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            entity[Name(name, i)] = text.Substring(start, length);
            start += length;
        }
    }

    public static string Read(TableEntity entity, string name)
    {
        string first = entity.GetString(name) ?? throw new InvalidOperationException($"The row has no {name}.");
        if (first.Length < ChunkLength - 1)
        {
            return first;
        }

        var text = new StringBuilder(first);
        for (int i = 1; entity.GetString(Name(name, i)) is { } chunk; i++)
        {
            text.Append(chunk);
        }

        return text.ToString();
    }

    private static string Name(string name, int chunk) =>
        chunk == 0 ? name : name + chunk.ToString(CultureInfo.InvariantCulture);
}
