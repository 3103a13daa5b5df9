namespace Support.Local.Storage.Tables.Filters;

/// <summary>Takes a filter apart into words, texts and parentheses.</summary>
internal static class FilterLexer
{
    public static List<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        int at = 0;
        while (at < filter.Length)
        {
            char letter = filter[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter is '(' or ')')
            {
                at++;
                tokens.Add(new(letter == '(' ? FilterTokenKind.Open : FilterTokenKind.Close, string.Empty, string.Empty));
            }
            else if (letter == '\'')
            {
                tokens.Add(new(FilterTokenKind.Text, string.Empty, Text(filter, ref at)));
            }
            else
            {
                tokens.Add(Word(filter, ref at));
            }
        }

        tokens.Add(new(FilterTokenKind.End, string.Empty, string.Empty));
        return tokens;
    }

    private static FilterToken Word(string filter, ref int at)
    {
        int start = at;
        while (at < filter.Length && filter[at] is not ('(' or ')' or '\'') && !char.IsWhiteSpace(filter[at]))
        {
            at++;
        }

        string word = filter[start..at];
        return at < filter.Length && filter[at] == '\''
            ? new(FilterTokenKind.Typed, word, Text(filter, ref at))
            : new(FilterTokenKind.Word, word, string.Empty);
    }

    /// <summary>A text between quotes; a quote within is doubled.</summary>
    private static string Text(string filter, ref int at)
    {
        int start = ++at;
        while (at < filter.Length)
        {
            if (filter[at] != '\'')
            {
                at++;
            }
            else if (at + 1 < filter.Length && filter[at + 1] == '\'')
            {
                at += 2;
            }
            else
            {
                return filter[start..at++].Replace("''", "'", StringComparison.Ordinal);
            }
        }

        throw new FilterException("A text has no end.");
    }
}
