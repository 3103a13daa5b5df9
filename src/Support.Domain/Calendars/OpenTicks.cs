namespace Support.Domain.Calendars;

/// <summary>A stretch of open time within one day, in ticks after midnight on the wall clock; half-open.</summary>
internal readonly record struct OpenTicks(long Start, long End)
{
    public static OpenTicks FromMinutes(int start, int end) =>
        new(start * TimeSpan.TicksPerMinute, end * TimeSpan.TicksPerMinute);

    /// <summary>The stretches in order, with those that touch or overlap joined, so that no tick can count twice.</summary>
    public static OpenTicks[] Joined(IEnumerable<OpenTicks> pieces)
    {
        var joined = new List<OpenTicks>();
        foreach (OpenTicks piece in pieces.OrderBy(static piece => piece.Start))
        {
            if (joined.Count > 0 && piece.Start <= joined[^1].End)
            {
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, piece.End) };
            }
            else
            {
                joined.Add(piece);
            }
        }

        return [.. joined];
    }
}
