namespace Support.Domain.Phone;

/// <summary>
/// The address under which a caller without a mail address is a requester: their number, at a domain that RFC 2606 keeps
/// free of mail. The same caller is the same requester, whoever takes the call, and no mail is ever sent there.
/// </summary>
public static class CallerAddress
{
    /// <summary>The longest number with its separators.</summary>
    public const int NumberLengthMax = 40;

    private const int DigitsMin = 3;

    // E.164: country code and subscriber number together.
    private const int DigitsMax = 15;
    private const string Domain = "phone.invalid";
    private const string Separators = " -/().\u00A0";

    /// <summary>The address of a number as people write it, <c>+49 (30) 123-456</c>; null when it is no number.</summary>
    public static string? Of(string number)
    {
        string trimmed = number.Trim();
        bool isInternational = trimmed.StartsWith('+');
        char[] digits = [.. trimmed.Skip(isInternational ? 1 : 0).Where(static letter => !Separators.Contains(letter, StringComparison.Ordinal))];
        return trimmed.Length <= NumberLengthMax && digits.Length is >= DigitsMin and <= DigitsMax && digits.All(char.IsAsciiDigit)
            ? $"{(isInternational ? "+" : "")}{new string(digits)}@{Domain}"
            : null;
    }
}
