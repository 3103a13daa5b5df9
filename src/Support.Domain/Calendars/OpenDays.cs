namespace Support.Domain.Calendars;

/// <summary>
/// Opening hours on the wall clock alone, holidays included, as if it ran evenly for ever. Moments are ticks since
/// midnight of 1 January of the year 1, as the wall clock shows them.
/// </summary>
/// <remarks>
/// Long spans must not cost a step a day, so the open time before each day of a block of days is summed once and kept.
/// Blocks are made when first asked for; that two threads may make the same one is harmless.
/// </remarks>
internal sealed class OpenDays(WeeklyHours hours, HolidayDates holidays)
{
    private const int BlockDays = 512;

    // What is kept reaches from about 1970 to 2200. Other times compute the same, only slower.
    private const int FirstKept = 719_162 / BlockDays;
    private const int LastKept = 803_534 / BlockDays;

    private readonly long[]?[] _kept = new long[]?[LastKept - FirstKept + 1];

    // Rounds down, not to zero: west of Greenwich the local time of the first instants lies before the year 1.

    /// <summary>The day that a moment lies on.</summary>
    public static int DayOf(long ticks) =>
        (int)((ticks + TimeSpan.TicksPerDay) / TimeSpan.TicksPerDay) - 1;

    /// <summary>The moment at which a day begins.</summary>
    public static long MidnightOf(int day) => day * TimeSpan.TicksPerDay;

    /// <summary>When that day is open.</summary>
    public ReadOnlySpan<OpenTicks> On(int day) => holidays.On(day) is { } holiday ? holiday.Open : hours.OfDay(day);

    /// <summary>The name of the holiday on that day; null when it is a usual one.</summary>
    public string? HolidayOn(int day) => holidays.On(day)?.Name;

    /// <summary>Whether a moment is an open one.</summary>
    public bool IsOpen(long moment)
    {
        int day = DayOf(moment);
        long tick = moment - MidnightOf(day);
        foreach (OpenTicks open in On(day))
        {
            if (open.Start <= tick && tick < open.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The open ticks from one moment to another.</summary>
    public long Between(long from, long to)
    {
        if (to <= from)
        {
            return 0;
        }

        int first = DayOf(from);
        int last = DayOf(to);
        return BetweenDays(first, last) - BeforeTick(first, from - MidnightOf(first)) + BeforeTick(last, to - MidnightOf(last));
    }

    /// <summary>
    /// The moment, not after <paramref name="to"/>, by which so many open ticks have passed since <paramref name="from"/>;
    /// null when there are fewer until then, and <paramref name="remaining"/> is what is left of them.
    /// </summary>
    public long? Spend(ref long remaining, long from, long to)
    {
        int day = DayOf(from);
        long sought = remaining + BeforeTick(day, from - MidnightOf(day));
        while (MidnightOf(day) < to)
        {
            int block = BlockOf(day);
            long[] sums = SumsOf(block);
            int index = day - FirstOf(block);
            if (sums[^1] - sums[index] >= sought)
            {
                int found = FirstReaching(sums, index, sums[index] + sought);
                long due = MidnightOf(FirstOf(block) + found) + TickAfter(FirstOf(block) + found, sought - (sums[found] - sums[index]));
                if (due <= to)
                {
                    return due;
                }

                break;
            }

            sought -= sums[^1] - sums[index];
            day = FirstOf(block + 1);
        }

        remaining -= Between(from, to);
        return null;
    }

    private long BetweenDays(int first, int last)
    {
        long total = 0;
        int block = BlockOf(first);
        int lastBlock = BlockOf(last);
        for (; block < lastBlock; block++)
        {
            long[] sums = SumsOf(block);
            total += sums[^1] - sums[first - FirstOf(block)];
            first = FirstOf(block + 1);
        }

        long[] lastSums = SumsOf(lastBlock);
        return total + lastSums[last - FirstOf(lastBlock)] - lastSums[first - FirstOf(lastBlock)];
    }

    private long BeforeTick(int day, long tick)
    {
        long total = 0;
        foreach (OpenTicks open in On(day))
        {
            total += Math.Max(0, Math.Min(tick, open.End) - open.Start);
        }

        return total;
    }

    /// <summary>The tick of a day by which so many open ticks, at least one and no more than it has, have passed.</summary>
    private long TickAfter(int day, long amount)
    {
        long end = 0;
        foreach (OpenTicks open in On(day))
        {
            end = open.Start + amount;
            amount -= open.End - open.Start;
            if (amount <= 0)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>The first day of a block, from the one at that index on, at whose end the sum is reached.</summary>
    private static int FirstReaching(long[] sums, int index, long sum)
    {
        int low = index;
        int high = BlockDays - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sums[middle + 1] >= sum)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private long[] SumsOf(int block)
    {
        bool isKept = block is >= FirstKept and <= LastKept;
        if (isKept && Volatile.Read(ref _kept[block - FirstKept]) is { } kept)
        {
            return kept;
        }

        var sums = new long[BlockDays + 1];
        for (int index = 0; index < BlockDays; index++)
        {
            sums[index + 1] = sums[index] + BeforeTick(FirstOf(block) + index, TimeSpan.TicksPerDay);
        }

        if (isKept)
        {
            Volatile.Write(ref _kept[block - FirstKept], sums);
        }

        return sums;
    }

    private static int BlockOf(int day) => ((day + BlockDays) / BlockDays) - 1;

    private static int FirstOf(int block) => block * BlockDays;
}
