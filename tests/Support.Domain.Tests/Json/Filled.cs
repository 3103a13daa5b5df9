using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Json;

/// <summary>
/// Makes values in which every settable property says something, by reflection, so that a property added tomorrow is
/// filled and compared too.
/// </summary>
internal static class Filled
{
    public static object Of(Type type)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in Settable(type))
        {
            property.SetValue(made, Value(property.PropertyType, property.Name));
        }

        return made;
    }

    /// <summary>Compares property by property and item by item: records with lists in them do not compare by value.</summary>
    public static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null || IsLeaf(expected.GetType()))
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
            return;
        }

        if (expected is IEnumerable items)
        {
            object[] wanted = [.. items.Cast<object>()];
            object[] got = [.. ((IEnumerable)actual).Cast<object>()];
            Assert.Equal(wanted.Length, got.Length);
            for (int i = 0; i < wanted.Length; i++)
            {
                AssertSame(wanted[i], got[i], $"{path}[{i}]");
            }

            return;
        }

        Assert.Equal(expected.GetType(), actual.GetType());
        foreach (PropertyInfo property in Settable(expected.GetType()))
        {
            AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.SetMethod is not null);

    private static bool IsLeaf(Type type) =>
        type.IsValueType && !type.IsGenericType || type == typeof(string) || type == typeof(Uri);

    private static object Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => $"{name} \"<&'>\" ü € 😀 \u0001 \\",
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 7_000_000_000L,
            _ when type == typeof(bool) => true,
            _ when type == typeof(Uri) => new Uri("https://example.com/a%20b?c=d#e"),
            _ when type == typeof(decimal) => 0.75m,
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(12345678901),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 7, 10, 0, 0, TimeSpan.FromHours(1)).AddTicks(1234567),
            _ when type == typeof(TicketId) => TicketId.FromEntropy([5, 4, 3, 2, 1]),
            _ when type == typeof(TicketEventData) => new MessageAdded { Number = 7, Public = true },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ when type == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string> { ["Field"] = "1", ["field two"] = "2" },
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ListOf(type.GenericTypeArguments[0], name),
            _ when type.IsClass => Of(type),
            _ => throw new NotSupportedException($"How is a {type} filled?"),
        };
    }

    private static Array ListOf(Type item, string name)
    {
        var list = Array.CreateInstance(item, 2);
        list.SetValue(Value(item, name), 0);
        list.SetValue(Value(item, $"other {name}"), 1);
        return list;
    }
}
