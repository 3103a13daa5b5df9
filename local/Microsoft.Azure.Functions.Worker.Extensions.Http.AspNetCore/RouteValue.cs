using System.ComponentModel;

namespace Support.Local.Http;

/// <summary>Values in a route, as the types that parameters have.</summary>
internal static class RouteValue
{
    /// <summary>How text becomes a <paramref name="type"/>; none when it cannot.</summary>
    public static Func<string?, object?>? ConverterTo(Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string))
        {
            return static text => text;
        }

        TypeConverter converter = TypeDescriptor.GetConverter(target);
        if (!converter.CanConvertFrom(typeof(string)))
        {
            return null;
        }

        return text => text is null ? null : Convert(converter, text, target);
    }

    private static object? Convert(TypeConverter converter, string text, Type target)
    {
        try
        {
            return converter.ConvertFromInvariantString(text);
        }
        catch (ArgumentException exception)
        {
            // Converters of numbers wrap the FormatException that they mean.
            throw new FormatException($"'{text}' is no {target.Name}.", exception);
        }
    }
}
