namespace Azure.Data.Tables.Filters;

/// <summary>A filter from an interpolated string, its holes filled with literals.</summary>
internal static class FilterText
{
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return string.Format(
            System.Globalization.CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(ODataLiteral.Of)]);
    }
}
