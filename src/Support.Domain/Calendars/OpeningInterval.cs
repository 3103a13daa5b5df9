using System.Diagnostics.CodeAnalysis;

namespace Support.Domain.Calendars;

/// <summary>One interval of opening hours on the wall clock: minutes after midnight, the end excluded.</summary>
/// <param name="StartMinute">0 … 1439.</param>
/// <param name="EndMinute">1 … 1440; not after <paramref name="StartMinute"/> when the interval crosses midnight.</param>
internal readonly record struct OpeningInterval(int StartMinute, int EndMinute)
{
    public const int MinutesPerDay = 24 * 60;

    private const int TextLength = 11;

    /// <summary>Whether the interval ends on the day after the one that it starts on.</summary>
    public bool CrossesMidnight => EndMinute <= StartMinute;

    /// <summary>Parses <c>HH:mm-HH:mm</c>; only the end may be <c>24:00</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OpeningInterval interval)
    {
        interval = default;
        if (text is not { Length: TextLength } || text[5] != '-'
            || !TryParseTime(text.AsSpan(0, 5), out int start) || start == MinutesPerDay
            || !TryParseTime(text.AsSpan(6), out int end))
        {
            return false;
        }

        interval = new OpeningInterval(start, end);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() =>
        FormattableString.Invariant($"{StartMinute / 60:00}:{StartMinute % 60:00}-{EndMinute / 60:00}:{EndMinute % 60:00}");

    private static bool TryParseTime(ReadOnlySpan<char> text, out int minute)
    {
        minute = 0;
        if (text[2] != ':' || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1])
            || !char.IsAsciiDigit(text[3]) || !char.IsAsciiDigit(text[4]))
        {
            return false;
        }

        int hours = ((text[0] - '0') * 10) + (text[1] - '0');
        int minutes = ((text[3] - '0') * 10) + (text[4] - '0');
        minute = (hours * 60) + minutes;
        return minutes < 60 && minute <= MinutesPerDay;
    }
}
