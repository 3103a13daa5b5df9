using System.Text;

namespace Support.Domain.Search;

/// <summary>
/// The words of a text as they are searched by: letters and digits in a row, in small letters, without accents (<c>Größe</c>
/// is <c>grosse</c>). What is written together with dots, hyphens and the like counts as its parts.
/// </summary>
public static class SearchWords
{
    /// <summary>A word of fewer letters says nothing, and stands everywhere.</summary>
    public const int LengthMin = 2;

    /// <summary>Of a longer word only the beginning counts.</summary>
    public const int LengthMax = 32;

    // From U+00C0 on, what each letter is without its accent; a digit stands for two letters, a dot for a letter that stays.
    private const string Latin1 = "aaaaaa1ceeeeiiiidnooooo.ouuuuy23aaaaaa1ceeeeiiiidnooooo.ouuuuy2y";

    private const string LatinExtendedA =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll"
        + "lllnnnnnnnnnoooooo55rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private static readonly string[] Pairs = ["", "ae", "th", "ss", "ij", "oe"];

    /// <summary>The words of a text, each once, in the order in which they first come; at most so many.</summary>
    public static IReadOnlyList<string> Of(string text, int countMax)
    {
        var words = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsMark(rune))
            {
                continue;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                Append(word, rune);
            }
            else
            {
                End();
            }

            if (words.Count >= countMax)
            {
                return words;
            }
        }

        End();
        return words;

        void End()
        {
            string made = Cut(word);
            word.Clear();
            if (made.Length >= LengthMin && words.Count < countMax && known.Add(made))
            {
                words.Add(made);
            }
        }
    }

    // Not between the halves of a letter that takes two.
    private static string Cut(StringBuilder word) =>
        word.Length <= LengthMax ? word.ToString() : word.ToString(0, char.IsHighSurrogate(word[LengthMax - 1]) ? LengthMax - 1 : LengthMax);

    // An accent that was typed after its letter.
    private static bool IsMark(Rune rune) => rune.Value is >= 0x300 and <= 0x36F;

    private static void Append(StringBuilder word, Rune rune)
    {
        // Somebody's key or log of a million letters must not be gathered only to be cut.
        if (word.Length > LengthMax)
        {
            return;
        }

        Rune small = Rune.ToLowerInvariant(rune);
        char plain = small.Value switch
        {
            >= 0xC0 and < 0x100 => Latin1[small.Value - 0xC0],
            >= 0x100 and < 0x180 => LatinExtendedA[small.Value - 0x100],
            _ => '.',
        };
        _ = plain switch
        {
            '.' => word.Append(small.ToString()),
            >= '1' and <= '5' => word.Append(Pairs[plain - '0']),
            _ => word.Append(plain),
        };
    }
}
