using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>Texts out of a parsed document, where an escape may stand for half a character.</summary>
internal static class JsonText
{
    /// <summary>The text; null when it has half of a surrogate pair.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The member's name; null when it has half of a surrogate pair.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
