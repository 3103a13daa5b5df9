using System.Globalization;
using System.Text;
using System.Xml;

namespace Support.Domain.Json;

/// <summary>
/// ISO 8601 durations. Written without days (<c>PT24H</c>, never <c>P1D</c>): in a support contract a day is often a
/// working day, and 24 hours of business time are not one.
/// </summary>
public static class IsoDuration
{
    /// <summary>Reads <c>PnDTnHnMnS</c>. Years and months have no fixed length and are refused, and so are weeks.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        int time = text.IndexOf('T', StringComparison.Ordinal);
        ReadOnlySpan<char> date = time < 0 ? text : text.AsSpan(0, time);
        if (date.ContainsAny("YM") || text.Length > 32 || text.AsSpan().ContainsAny(" \t\r\n"))
        {
            return false;
        }

        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Writes hours, minutes and seconds, leaving out what is zero; zero itself is <c>PT0S</c>.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "PT0S";
        }

        var text = new StringBuilder(value < TimeSpan.Zero ? "-PT" : "PT");
        decimal ticks = Math.Abs((decimal)value.Ticks);
        Append(decimal.Truncate(ticks / TimeSpan.TicksPerHour), 'H');
        Append(Math.Abs(value.Minutes), 'M');
        Append(ticks % TimeSpan.TicksPerMinute / TimeSpan.TicksPerSecond, 'S');
        return text.ToString();

        void Append(decimal amount, char unit)
        {
            if (amount != 0)
            {
                text.Append(amount.ToString("0.#######", CultureInfo.InvariantCulture)).Append(unit);
            }
        }
    }
}
