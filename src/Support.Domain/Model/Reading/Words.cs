using System.Collections.Immutable;
using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>The words of an enumeration in the file: camelCase, but tiers as everybody writes them, <c>L1</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    /// <summary>In the order of the enumeration.</summary>
    public static readonly ImmutableArray<string> All = [.. Enum.GetValues<T>().Select(Of)];

    public static string Of(T value)
    {
        string name = value.ToString();
        return typeof(T) == typeof(Tier) ? name : JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    public static T? Find(string word)
    {
        int index = All.IndexOf(word);
        return index < 0 ? null : Enum.GetValues<T>()[index];
    }
}
