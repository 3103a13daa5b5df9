using System.Text.Json;
using System.Text.Json.Nodes;
using Support.Domain.Json;

namespace Support.Platform.Http;

/// <summary>The kinds of member that bodies are made of.</summary>
public static class BodyFields
{
    /// <summary>A text that may be left out.</summary>
    public static BodyField<string?> Text(string name, int lengthMax, string meaning, bool multiline = false) =>
        new(name, meaning, false, TextSchema(lengthMax), body => body.Text(name, lengthMax, required: false, multiline));

    /// <summary>A text that must be there; empty where it is not, which is an error of the body.</summary>
    public static BodyField<string> NeededText(string name, int lengthMax, string meaning, bool multiline = false) =>
        new(name, meaning, true, TextSchema(lengthMax), body => body.Text(name, lengthMax, required: true, multiline) ?? string.Empty);

    /// <summary>One of the words of an enum; null where it is left out.</summary>
    public static BodyField<T?> Word<T>(string name, string meaning, bool required = false)
        where T : struct, Enum =>
        new(name, meaning, required, WordSchema<T>(), body => body.Word<T>(name, required));

    /// <summary>A list of texts; empty where it is left out.</summary>
    public static BodyField<IReadOnlyList<string>> Texts(string name, int countMax, int lengthMax, string meaning, bool required = false) =>
        new(
            name,
            meaning,
            required,
            new JsonObject { ["type"] = "array", ["maxItems"] = countMax, ["items"] = TextSchema(lengthMax) },
            body => body.TextList(name, countMax, lengthMax, required));

    /// <summary>An object of texts by free names; null where it is left out.</summary>
    public static BodyField<IReadOnlyDictionary<string, string>?> NamedTexts(string name, int countMax, int lengthMax, string meaning) =>
        new(
            name,
            meaning,
            false,
            new JsonObject { ["type"] = "object", ["maxProperties"] = countMax, ["additionalProperties"] = TextSchema(lengthMax) },
            body => body.Texts(name, countMax, lengthMax));

    /// <summary>
    /// An object of values by free names: texts, numbers, true or false, lists of texts, and null; empty where it is missing,
    /// which is an error of the body.
    /// </summary>
    public static BodyField<IReadOnlyDictionary<string, string?>> NamedValues(string name, int countMax, int lengthMax, string meaning) =>
        new(
            name,
            meaning,
            true,
            new JsonObject
            {
                ["type"] = "object",
                ["maxProperties"] = countMax,
                ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "array", "null") },
            },
            body => body.Scalars(name, countMax, lengthMax, required: true) ?? new Dictionary<string, string?>());

    /// <summary>A list of whole numbers from 1 on, at least one of them; empty where it is missing, which is an error of the body.</summary>
    public static BodyField<IReadOnlyList<int>> Numbers(string name, int countMax, string meaning) =>
        new(
            name,
            meaning,
            true,
            new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["maxItems"] = countMax,
                ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            },
            body => body.WholeList(name, countMax));

    /// <summary>True or false; null where it is left out.</summary>
    public static BodyField<bool?> Flag(string name, string meaning) =>
        new(name, meaning, false, new JsonObject { ["type"] = "boolean" }, body => body.Flag(name));

    /// <summary>A whole number within bounds, both included; null where it is left out.</summary>
    public static BodyField<int?> Whole(string name, int least, int most, string meaning, bool required = false) =>
        new(
            name,
            meaning,
            required,
            new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
            body => body.Whole(name, least, most, required));

    /// <summary>An instant with its offset; null where it is left out.</summary>
    public static BodyField<DateTimeOffset?> Instant(string name, string meaning, bool required = false) =>
        new(
            name,
            meaning,
            required,
            new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            body => body.Instant(name, required));

    /// <summary>The JSON Schema of a text.</summary>
    public static JsonObject TextSchema(int lengthMax) => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = lengthMax };

    /// <summary>The JSON Schema of a word of an enum.</summary>
    public static JsonObject WordSchema<T>()
        where T : struct, Enum =>
        new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(word => JsonSerializer.SerializeToNode(word, SupportJson.Options))]),
        };
}
