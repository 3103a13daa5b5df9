using System.Globalization;

namespace Support.Domain.Alerts;

/// <summary>How times and numbers are written to people.</summary>
internal static class AlertWords
{
    /// <summary>A time in its largest whole unit: <c>10 min</c>, <c>2 h</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        _ when span >= TimeSpan.FromHours(1) && span.Ticks % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours} h"),
        _ when span >= TimeSpan.FromMinutes(1) && span.Ticks % TimeSpan.TicksPerMinute == 0 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} s"),
    };

    /// <summary><c>1 alert</c>, <c>2 alerts</c>.</summary>
    public static string Alerts(int count) =>
        count == 1 ? "1 alert" : string.Create(CultureInfo.InvariantCulture, $"{count} alerts");

    /// <summary>A text of at most so many characters, which does not end within a surrogate pair.</summary>
    public static string Cut(string text, int lengthMax)
    {
        if (text.Length <= lengthMax)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[lengthMax - 2]) ? lengthMax - 2 : lengthMax - 1;
        return text[..length] + "…";
    }
}
