namespace Support.Domain.Model.Reading;

/// <summary>What the writer of an unknown word may have meant.</summary>
internal static class Suggestion
{
    private const int ListedMax = 14;

    // Beyond this a word is not misspelled but another one; it also bounds the work that a hostile word makes.
    private const int LengthMax = 64;

    /// <summary>The second half of a sentence on an unknown word: "did you mean 'x'?", or what is known.</summary>
    public static string For(string word, IReadOnlyCollection<string> known)
    {
        if (Nearest(word, known) is string nearest)
        {
            return $"did you mean '{nearest}'?";
        }

        return known.Count switch
        {
            0 => "none is declared.",
            <= ListedMax => $"expected {OneOf(known)}.",
            _ => $"expected one of the {known.Count} that are known.",
        };
    }

    /// <summary>"'a', 'b' or 'c'".</summary>
    public static string OneOf(IReadOnlyCollection<string> words)
    {
        string[] quoted = [.. words.Select(Quoted)];
        return quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }

    /// <summary>The word in quotation marks, fit for a message: short, and on one line.</summary>
    public static string Quoted(string word)
    {
        string plain = string.Concat(word.Where(static letter => !char.IsControl(letter)).Take(LengthMax + 1));
        return plain.Length > LengthMax ? $"'{plain[..LengthMax]}…'" : $"'{plain}'";
    }

    private static string? Nearest(string word, IReadOnlyCollection<string> known)
    {
        if (word.Length > LengthMax)
        {
            return null;
        }

        string? nearest = null;
        int limit = Math.Max(1, word.Length / 3);
        foreach (string candidate in known)
        {
            int distance = Math.Abs(candidate.Length - word.Length) <= limit ? Distance(word, candidate) : int.MaxValue;
            if (distance <= limit)
            {
                // From here on only a nearer one is better.
                nearest = candidate;
                limit = distance - 1;
            }
        }

        return nearest;
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour; capitals do not count.</summary>
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                cost[row, column] = row == 0 || column == 0 ? row + column : Cheapest(row, column);
            }
        }

        return cost[left.Length, right.Length];

        int Cheapest(int row, int column)
        {
            bool same = Same(left[row - 1], right[column - 1]);
            int cheapest = Math.Min(
                Math.Min(cost[row - 1, column], cost[row, column - 1]) + 1,
                cost[row - 1, column - 1] + (same ? 0 : 1));
            bool swapped = row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]);
            return swapped ? Math.Min(cheapest, cost[row - 2, column - 2] + 1) : cheapest;
        }

        static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
    }
}
