using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>Lists, and what is wrong with too short ones and repeated items.</summary>
internal static class ModelLists
{
    /// <summary>The items that could be read; null when there is no list at all.</summary>
    public static List<T>? List<T>(this ModelNode node, Func<ModelNode, T?> read)
        where T : class =>
        node.Items()?.Select(read).OfType<T>().ToList();

    /// <inheritdoc cref="List{T}(ModelNode, Func{ModelNode, T?})" />
    public static List<T>? List<T>(this ModelNode node, Func<ModelNode, T?> read)
        where T : struct =>
        node.Items()?.Select(read).OfType<T>().ToList();

    /// <summary>A list in which nothing comes twice.</summary>
    public static List<T>? Set<T>(this ModelNode node, Func<ModelNode, T?> read)
        where T : class
    {
        var seen = new HashSet<T>();
        return node.List(item => Once(item, read(item), seen));
    }

    /// <inheritdoc cref="Set{T}(ModelNode, Func{ModelNode, T?})" />
    public static List<T>? Set<T>(this ModelNode node, Func<ModelNode, T?> read)
        where T : struct
    {
        var seen = new HashSet<T>();
        return node.List(item =>
        {
            T? value = read(item);
            if (value is T there && !seen.Add(there))
            {
                MistakeTwice(item);
            }

            return value;
        });
    }

    /// <summary>The list itself, noted when there is nothing in it.</summary>
    public static ModelNode NotEmpty(this ModelNode node)
    {
        if (node.Element.ValueKind == JsonValueKind.Array && node.Element.GetArrayLength() == 0)
        {
            node.Mistake("Expected at least one item, found an empty list.");
        }

        return node;
    }

    private static T? Once<T>(ModelNode item, T? value, HashSet<T> seen)
        where T : class
    {
        if (value is not null && !seen.Add(value))
        {
            MistakeTwice(item);
        }

        return value;
    }

    private static void MistakeTwice(ModelNode item) => item.Mistake($"{item.Found()} is in the list twice; expected once.");
}
