using System.Globalization;

namespace Support.Mail.Mime;

/// <summary>What the words of a date have said so far.</summary>
internal sealed class DateWords
{
    private const int YearMin = 1900;
    private const int YearMax = 2200;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private int? _day;
    private int? _month;
    private int? _year;
    private TimeSpan? _time;
    private TimeSpan? _offset;

    /// <summary>Takes the next word for what it is; false when it cannot be anything.</summary>
    public bool Take(string word)
    {
        if (word.Contains(':', StringComparison.Ordinal) && word[0] is not ('+' or '-'))
        {
            return word.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(word[0]) && TakeIso(word) || TakeTime(word);
        }

        if (word[0] is '+' or '-' && _time is not null)
        {
            return TakeOffset(word);
        }

        if (word.Split('-', '/') is [var first, var second, var third] && first.Length > 0)
        {
            return first.Length == 4
                ? TakeNumber(third.Length > 0 ? third : "0") && TakeMonth(second) && TakeNumber(first)
                : TakeNumber(first) && TakeMonth(second) && TakeNumber(third);
        }

        return char.IsAsciiDigit(word[0]) ? (TakeDotted(word) || TakeNumber(word)) : TakeName(word);
    }

    public DateTimeOffset? ToTime()
    {
        if (_day is not { } day || _month is not { } month || _year is not { } year || year is < YearMin or > YearMax
            || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        TimeSpan offset = _offset ?? TimeSpan.Zero;
        return offset.Duration() > TimeSpan.FromHours(14)
            ? null
            : new DateTimeOffset(new DateTime(year, month, day) + (_time ?? TimeSpan.Zero), offset);
    }

    // 2011-08-03T17:55:19.250Z
    private bool TakeIso(string word)
    {
        if (!DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset iso))
        {
            return false;
        }

        (_day, _month, _year, _time, _offset) = (iso.Day, iso.Month, iso.Year, new TimeSpan(iso.Hour, iso.Minute, iso.Second), iso.Offset);
        return true;
    }

    private bool TakeTime(string word)
    {
        int sign = word.IndexOfAny(['+', '-']);
        if (sign > 0)
        {
            return TakeTime(word[..sign]) && TakeOffset(word[sign..]);
        }

        string[] numbers = word.Split(':');
        if (_time is not null || numbers.Length is < 2 or > 3 || Number(numbers[0]) is not <= 23 || Number(numbers[1]) is not <= 59)
        {
            return false;
        }

        // A leap second is the last one that a clock here knows.
        int? seconds = numbers.Length == 2 ? 0 : Number(numbers[2].Split('.')[0]);
        if (seconds is not <= 60)
        {
            return false;
        }

        _time = new TimeSpan(Number(numbers[0])!.Value, Number(numbers[1])!.Value, Math.Min(seconds.Value, 59));
        return true;
    }

    // 17.55.19 is how some write a time.
    private bool TakeDotted(string word) =>
        _time is null && word.Split('.') is { Length: 3 } parts && parts[2].Length == 2 && TakeTime(string.Join(':', parts));

    private bool TakeOffset(string word)
    {
        string digits = word[1..].Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length is 1 or 2)
        {
            digits = digits.PadLeft(2, '0') + "00";
        }

        if (digits.Length is not 4 || Number(digits) is not { } number || number % 100 > 59)
        {
            return false;
        }

        var offset = new TimeSpan(number / 100, number % 100, 0);
        _offset = word[0] == '-' ? -offset : offset;
        return true;
    }

    private bool TakeNumber(string word)
    {
        if (Number(word) is not { } number)
        {
            return false;
        }

        if (_day is null && word.Length <= 2)
        {
            _day = number;
        }
        else
        {
            // RFC 5322, 4.3: two digits of a year stand for 1950 to 2049, three for the years since 1900.
            _year ??= word.Length switch { 4 => number, 3 => 1900 + number, _ => number < 50 ? 2000 + number : 1900 + number };
        }

        return true;
    }

    private bool TakeMonth(string word)
    {
        int month = word.Length >= 3 ? Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1 : Number(word) ?? 0;
        if (month is < 1 or > 12)
        {
            return false;
        }

        _month = month;
        return true;
    }

    // A month, a zone, a weekday, or half of the day; other words say nothing of the time.
    private bool TakeName(string word)
    {
        string name = word.TrimEnd('.').ToUpperInvariant();
        if (_month is null && name.Length >= 3 && Array.IndexOf(Months, name[..3].ToLowerInvariant()) is >= 0 and var month)
        {
            _month = month + 1;
        }
        else if (name is "PM" or "AM" && _time is { } time)
        {
            _time = TimeSpan.FromHours((time.Hours % 12) + (name == "PM" ? 12 : 0)) + new TimeSpan(0, time.Minutes, time.Seconds);
        }
        else if (_time is not null && _offset is null)
        {
            int sign = name.IndexOfAny(['+', '-']);
            return sign > 0 ? TakeOffset(name[sign..]) : TakeZone(name);
        }

        return true;
    }

    // Zones that are not of RFC 5322 are as good as none (4.3): nobody knows which of several they mean.
    private bool TakeZone(string name)
    {
        int? hours = name switch
        {
            "EDT" => -4,
            "EST" or "CDT" => -5,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            "UT" or "UTC" or "GMT" or "Z" => 0,
            _ => null,
        };
        _offset = hours is { } known ? TimeSpan.FromHours(known) : null;
        return true;
    }

    private static int? Number(string text) =>
        text.Length is > 0 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
