using System.Globalization;
using Azure.Data.Tables;

namespace Support.Platform.Views;

/// <summary>An OData filter in the making. Table Storage takes so many comparisons in one and no more, so they are counted.</summary>
internal sealed class FilterClauses
{
    /// <summary>The most comparisons that Table Storage takes.</summary>
    public const int ComparisonsMax = 15;

    private readonly List<string> _clauses = [];

    /// <summary>How many comparisons there are.</summary>
    public int Comparisons { get; private set; }

    public void Add(string clause, int comparisons)
    {
        _clauses.Add(clause);
        Comparisons += comparisons;
    }

    public void Equal(string column, string? value)
    {
        if (value is not null)
        {
            Add(Is(column, value), 1);
        }
    }

    public void Equal(string column, int? value)
    {
        if (value is { } number)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{column} eq {number}"), 1);
        }
    }

    /// <summary>One of some numbers, said by what they are or by what they are not, whichever is shorter.</summary>
    public void OneOf(string column, int[] wanted, int[] all)
    {
        int[] others = [.. all.Except(wanted)];
        if (others.Length == 0)
        {
            return;
        }

        string clause = others.Length < wanted.Length
            ? string.Join(" and ", others.Select(number => string.Create(CultureInfo.InvariantCulture, $"{column} ne {number}")))
            : $"({string.Join(" or ", wanted.Select(number => string.Create(CultureInfo.InvariantCulture, $"{column} eq {number}")))})";
        Add(clause, Math.Min(others.Length, wanted.Length));
    }

    /// <summary>
    /// One of several values, if there is room left. Only for what is checked again when the rows are read; a single value
    /// is asked for otherwise.
    /// </summary>
    public void OneOfIfItFits(string column, IReadOnlyList<string> values)
    {
        if (values.Count > 1 && Comparisons + values.Count <= ComparisonsMax)
        {
            Add($"({string.Join(" or ", values.Select(value => Is(column, value)))})", values.Count);
        }
    }

    public override string ToString() => string.Join(" and ", _clauses);

    private static string Is(string column, string value) => $"{column} eq {TableClient.CreateQueryFilter($"{value}")}";
}
