using System.Numerics;

namespace Support.Domain.Model.Reading;

/// <summary>Some of the policies of a section, by their place in it; there is room for <see cref="ModelFileReader.PoliciesMax"/>.</summary>
internal readonly record struct PolicySet(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    private const int WordBits = 64;

    public static PolicySet All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public bool IsEmpty => (First | Second | Third | Fourth) == 0;

    /// <summary>The first of them; -1 for none.</summary>
    public int Lowest => this switch
    {
        { First: not 0 } => BitOperations.TrailingZeroCount(First),
        { Second: not 0 } => WordBits + BitOperations.TrailingZeroCount(Second),
        { Third: not 0 } => (2 * WordBits) + BitOperations.TrailingZeroCount(Third),
        { Fourth: not 0 } => (3 * WordBits) + BitOperations.TrailingZeroCount(Fourth),
        _ => -1,
    };

    /// <summary>That one alone.</summary>
    public static PolicySet Only(int index) => new(
        Bit(index, 0), Bit(index, 1), Bit(index, 2), Bit(index, 3));

    /// <summary>All before that one.</summary>
    public static PolicySet Before(int index) => new(
        BitsBefore(index, 0), BitsBefore(index, 1), BitsBefore(index, 2), BitsBefore(index, 3));

    public static PolicySet operator &(PolicySet left, PolicySet right) =>
        new(left.First & right.First, left.Second & right.Second, left.Third & right.Third, left.Fourth & right.Fourth);

    public static PolicySet operator |(PolicySet left, PolicySet right) =>
        new(left.First | right.First, left.Second | right.Second, left.Third | right.Third, left.Fourth | right.Fourth);

    public bool Has(int index) => !(this & Only(index)).IsEmpty;

    /// <summary>Whether all of these are among the others.</summary>
    public bool IsWithin(PolicySet others) => (this & others) == this;

    private static ulong Bit(int index, int word) => index / WordBits == word ? 1UL << (index % WordBits) : 0;

    private static ulong BitsBefore(int index, int word) => (index - (word * WordBits)) switch
    {
        <= 0 => 0,
        >= WordBits => ulong.MaxValue,
        int bits => (1UL << bits) - 1,
    };
}
