using System.Globalization;

namespace Support.Domain.Tests.Builders;

/// <summary>Instants as a reader writes them.</summary>
internal static class Moment
{
    /// <summary><c>2026-01-07 10:00</c> is UTC; <c>2026-01-07 10:00 +01:00</c> is Berlin in winter.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
