using System.Globalization;
using System.Numerics;

namespace Support.Local.Timers;

/// <summary>One field of a schedule: the values it allows, as bits.</summary>
internal readonly record struct CronField(ulong Bits)
{
    public static CronField Parse(string text, string fieldName, int min, int max, params string[] names)
    {
        ulong bits = 0;
        foreach (string part in text.Split(','))
        {
            bits |= ParsePart(part, text, fieldName, min, max, names);
        }

        return new CronField(bits);
    }

    public bool Allows(int value) => (Bits >> value & 1) != 0;

    /// <summary>The first allowed value that is not below <paramref name="value"/>, or none.</summary>
    public int? FirstFrom(int value)
    {
        ulong rest = value > 63 ? 0 : Bits >> value << value;
        return rest == 0 ? null : BitOperations.TrailingZeroCount(rest);
    }

    private static ulong ParsePart(string part, string text, string fieldName, int min, int max, string[] names)
    {
        string[] steps = part.Split('/');
        int step = 1;
        if (steps.Length > 2 || (steps.Length == 2 && (!TryNumber(steps[1], out step) || step < 1)))
        {
            throw Bad(text, fieldName, "has a step that is no positive number");
        }

        (int from, int to) = Range(steps[0], steps.Length == 2, text, fieldName, min, max, names);
        ulong bits = 0;
        for (int value = from; value <= to; value += step)
        {
            bits |= 1UL << value;
        }

        return bits;
    }

    private static (int From, int To) Range(
        string range, bool hasStep, string text, string fieldName, int min, int max, string[] names)
    {
        if (range == "*")
        {
            return (min, max);
        }

        string[] ends = range.Split('-');
        if (ends.Length > 2)
        {
            throw Bad(text, fieldName, "has a range with more than two ends");
        }

        int from = Value(ends[0], text, fieldName, min, max, names);

        // As in NCRONTAB: '5/15' begins at 5 and goes on to the end.
        int to = ends.Length == 2 ? Value(ends[1], text, fieldName, min, max, names) : hasStep ? max : from;
        return from <= to ? (from, to) : throw Bad(text, fieldName, "has a range that ends before it begins");
    }

    private static int Value(string value, string text, string fieldName, int min, int max, string[] names)
    {
        int named = Array.FindIndex(names, name => name.Equals(value, StringComparison.OrdinalIgnoreCase)
            || (value.Length == 3 && name.StartsWith(value, StringComparison.OrdinalIgnoreCase)));
        if (named >= 0)
        {
            return named + min;
        }

        return TryNumber(value, out int number) && number >= min && number <= max
            ? number
            : throw Bad(text, fieldName, $"has '{value}', which is not between {min} and {max}");
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static FormatException Bad(string text, string fieldName, string fault) =>
        new($"The {fieldName} '{text}' {fault}.");
}
