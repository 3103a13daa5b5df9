using System.Globalization;

namespace Support.Local.Storage.Tables.Filters;

/// <summary>Reads filters. <c>not</c> binds tighter than <c>and</c>, that tighter than <c>or</c>.</summary>
internal sealed class FilterParser
{
    /// <summary>Deeper than any filter that the service takes, and shallow enough for the stack.</summary>
    private const int MaxDepth = 200;

    private readonly List<FilterToken> _tokens;
    private int _at;
    private int _depth;
    private bool _namesProperty;

    private FilterParser(string text) => _tokens = FilterLexer.Read(text);

    private FilterToken Next => _tokens[_at];

    /// <exception cref="FilterException">It is no filter.</exception>
    public static Filter Parse(string text)
    {
        if (text is "true" or "false")
        {
            return new FlagFilter(new(null, EdmValue.Of(text == "true")));
        }

        var parser = new FilterParser(text);
        Filter filter = parser.Or();
        return parser.Next.Kind == FilterTokenKind.End && parser._namesProperty
            ? filter
            : throw new FilterException("A filter is a condition on properties, and nothing after it.");
    }

    private Filter Or()
    {
        Filter filter = And();
        while (TakeWord("or"))
        {
            filter = new OrFilter(filter, And());
        }

        return filter;
    }

    private Filter And()
    {
        Filter filter = Not();
        while (TakeWord("and"))
        {
            filter = new AndFilter(filter, Not());
        }

        return filter;
    }

    private Filter Not() => TakeWord("not") ? new NotFilter(Group()) : Group();

    private Filter Group()
    {
        if (Next.Kind != FilterTokenKind.Open)
        {
            return Comparison();
        }

        if (++_depth > MaxDepth)
        {
            throw new FilterException("The filter is nested too deeply.");
        }

        _at++;
        Filter inner = Or();
        _depth--;
        return Take().Kind == FilterTokenKind.Close ? inner : throw new FilterException("A parenthesis is not closed.");
    }

    private Filter Comparison()
    {
        FilterOperand left = Operand();
        if (Next.Kind != FilterTokenKind.Word || OperatorOf(Next.Word) is not { } comparison)
        {
            return new FlagFilter(left);
        }

        _at++;
        return new ComparisonFilter(left, comparison, Operand());
    }

    private FilterOperand Operand()
    {
        FilterToken token = Take();
        return token.Kind switch
        {
            FilterTokenKind.Text => new(null, EdmValue.Of(token.Text)),
            FilterTokenKind.Typed => new(null, Typed(token)),
            FilterTokenKind.Word => Word(token.Word),
            _ => throw new FilterException("A property or a value is missing."),
        };
    }

    private FilterOperand Word(string word)
    {
        if (word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return new(null, EdmValue.Of(word.Length == 4));
        }

        if (char.IsAsciiDigit(word[0]) || word[0] is '-' or '+' or '.')
        {
            return new(null, Number(word));
        }

        if (OperatorOf(word) is not null || word is "and" or "or" or "not" || !word.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.'))
        {
            throw new FilterException($"'{word}' stands where a property or a value is to be.");
        }

        _namesProperty = true;
        return new(new FilterName(word), default);
    }

    private static EdmValue Number(string word)
    {
        if (word[^1] is 'L' or 'l')
        {
            return long.TryParse(word.AsSpan(..^1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large)
                ? EdmValue.Of(EdmType.Int64, large)
                : throw new FilterException($"'{word}' is no number.");
        }

        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int small))
        {
            return EdmValue.Of(EdmType.Int32, small);
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double real)
            ? EdmValue.Of(real)
            : throw new FilterException($"'{word}' is no number.");
    }

    private static EdmValue Typed(FilterToken token)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (token.Word.Equals("datetime", StringComparison.OrdinalIgnoreCase))
        {
            return DateTime.TryParse(token.Text, CultureInfo.InvariantCulture, Utc, out DateTime time)
                ? EdmValue.Of(EdmType.DateTime, time.Ticks)
                : throw new FilterException($"'{token.Text}' is no time.");
        }

        if (token.Word.Equals("guid", StringComparison.OrdinalIgnoreCase))
        {
            return Guid.TryParse(token.Text, out Guid guid)
                ? EdmValue.Of(guid)
                : throw new FilterException($"'{token.Text}' is no GUID.");
        }

        if (!token.Word.Equals("x", StringComparison.OrdinalIgnoreCase) && !token.Word.Equals("binary", StringComparison.OrdinalIgnoreCase))
        {
            throw new FilterException($"'{token.Word}' is no type of a value.");
        }

        var bytes = new byte[token.Text.Length / 2];
        return token.Text.Length % 2 == 0 && Convert.FromHexString(token.Text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? EdmValue.Of(bytes)
            : throw new FilterException($"'{token.Text}' is no row of bytes.");
    }

#pragma warning disable CA1308 // The operators are written in lower case, and taken in any.
    private static FilterOperator? OperatorOf(string word) => word.Length != 2 ? null : word.ToLowerInvariant() switch
    {
        "eq" => FilterOperator.Equal,
        "ne" => FilterOperator.NotEqual,
        "gt" => FilterOperator.Greater,
        "ge" => FilterOperator.GreaterOrEqual,
        "lt" => FilterOperator.Less,
        "le" => FilterOperator.LessOrEqual,
        _ => null,
    };
#pragma warning restore CA1308

    private FilterToken Take()
    {
        FilterToken token = Next;
        _at += token.Kind == FilterTokenKind.End ? 0 : 1;
        return token;
    }

    private bool TakeWord(string word)
    {
        bool isIt = Next.Kind == FilterTokenKind.Word && Next.Word.Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += isIt ? 1 : 0;
        return isIt;
    }
}
