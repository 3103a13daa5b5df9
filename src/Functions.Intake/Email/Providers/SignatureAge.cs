using System.Globalization;
using Microsoft.Extensions.Configuration;
using Support.Functions.Intake.Sources;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>
/// How old a signature may be: the setting <c>Intake:{source}:minutesMax</c>, 5 unless given. Whoever gets hold of a signed
/// request later cannot use it any more.
/// </summary>
internal static class SignatureAge
{
    private const int MinutesUsual = 5;
    private const int MinutesMax = 24 * 60;
    private const int DigitsMax = 11;

    /// <summary>Whether a moment is near enough to now, before or after.</summary>
    /// <param name="source">Whose setting says how near.</param>
    /// <param name="seconds">Seconds since 1970 in digits; anything else is not near.</param>
    /// <param name="now">Now.</param>
    /// <param name="configuration">The settings.</param>
    public static bool IsNear(string source, string? seconds, DateTimeOffset now, IConfiguration configuration) =>
        seconds is { Length: > 0 and <= DigitsMax }
        && seconds.All(char.IsAsciiDigit)
        && SignedTime.Read(seconds) is { } at
        && SignedTime.IsNear(at, now, TimeSpan.FromMinutes(Minutes(source, configuration)));

    private static int Minutes(string source, IConfiguration configuration) =>
        int.TryParse(configuration[$"Intake:{source}:minutesMax"], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)
            ? Math.Clamp(minutes, 1, MinutesMax)
            : MinutesUsual;
}
