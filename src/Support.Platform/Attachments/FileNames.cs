using System.Globalization;
using System.Text;

namespace Support.Platform.Attachments;

/// <summary>Names of files that came from outside.</summary>
public static class FileNames
{
    /// <summary>The longest name.</summary>
    public const int LengthMax = 150;

    private const string Nameless = "attachment";
    private const string Forbidden = "<>:\"|?*";
    private const int ExtensionLengthMax = 16;

    private static readonly string[] Devices = ["con", "prn", "aux", "nul"];

    /// <summary>
    /// A name that can be shown and saved anywhere: one segment of a path, without characters that are not seen, that turn
    /// the direction of text or that a file system forbids, and not the name of a device.
    /// </summary>
    public static string Clean(string? name)
    {
        string segment = (name ?? string.Empty).Split('/', '\\')[^1];
        var clean = new StringBuilder(segment.Length);
        foreach (Rune rune in segment.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                continue;
            }

            clean.Append(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        string trimmed = Shortened(clean.ToString().Trim(' ', '.', '\u00A0'));
        string stem = trimmed.Split('.')[0];
        bool device = Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem.Length == 4 && char.IsAsciiDigit(stem[3])
                && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase)));
        return trimmed.Length == 0 ? Nameless : device ? $"_{trimmed}" : trimmed;
    }

    /// <summary>The end of a name in small letters, without its dot; empty for none.</summary>
    public static string Extension(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot < 0 ? string.Empty : name[(dot + 1)..].ToLowerInvariant();
    }

    // The end of a name tells what opens the file, so it is the middle that goes.
    private static string Shortened(string name)
    {
        if (name.Length <= LengthMax)
        {
            return name;
        }

        string extension = Extension(name);
        int room = LengthMax - (extension.Length is > 0 and <= ExtensionLengthMax ? extension.Length + 1 : 0);
        int end = char.IsHighSurrogate(name[room - 1]) ? room - 1 : room;
        return room == LengthMax ? name[..end] : $"{name[..end]}.{name[^extension.Length..]}";
    }
}
