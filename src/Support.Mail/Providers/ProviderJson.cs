using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Support.Mail.Providers;

/// <summary>JSON of providers, read without exceptions: what is not as expected is null.</summary>
internal static class ProviderJson
{
    private const int MembersMax = 2_000;
    private const int ItemsMax = 10_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>The root of a document; null when it is none. It points into the bytes.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Never disposed, so that what points into it stays: then its buffers are the garbage collector's.
            return JsonDocument.Parse(json, Options).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The root of a document in a field; null when it is none.</summary>
    public static JsonElement? Parse(FormField? field) => field is null ? null : Parse(field.Content);

    /// <summary>A member's value; null when there is no such member, no object, or one of more members than a provider writes.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || element.GetPropertyCount() > MembersMax)
        {
            return null;
        }

        // One by one and undecoded: looking it up throws where another name holds half a character.
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(name);
        JsonElement? found = null;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(member).SequenceEqual(wanted))
            {
                found = member.Value;
            }
        }

        return found;
    }

    /// <summary>A text; null when it is none, or holds half a character.</summary>
    public static string? Text(this JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's text; null when there is none.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name).Text();

    /// <summary>The first items of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Take(ItemsMax) : [];

    /// <summary>The texts of an object's members by name, the last of a name; none when it is no object, or one of too many members.</summary>
    public static Dictionary<string, string> Texts(this JsonElement? element)
    {
        var texts = new Dictionary<string, string>();
        if (element is { ValueKind: JsonValueKind.Object } members && members.GetPropertyCount() <= MembersMax)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                if (Name(member) is { } name && ((JsonElement?)member.Value).Text() is { } text)
                {
                    texts[name] = text;
                }
            }
        }

        return texts;
    }

    private static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
