using System.Globalization;
using System.Text;
using Support.Domain.Tickets;

namespace Support.Platform.Views;

/// <summary>The key of a row of the index.</summary>
/// <param name="Partition">The list; the list of everything is spread over several.</param>
/// <param name="Row">The place in the list.</param>
internal sealed record IndexKey(string Partition, string Row);

/// <summary>
/// Which lists a ticket is on, and where. A list is a partition (or a range of them) whose row keys are the order in which
/// it is read, so that a page of any list is one range of keys and no list is ever searched.
/// </summary>
internal static class TicketViewLists
{
    /// <summary>All that is not over, by due time: from here, included …</summary>
    public const string OpenFrom = "open-all-";

    /// <summary>… up to here, excluded.</summary>
    public const string OpenTo = "open-all.";

    /// <summary>All that is over, the newest month first: from here, included …</summary>
    public const string OverFrom = "over-all-";

    /// <summary>… up to here, excluded.</summary>
    public const string OverTo = "over-all.";

    /// <summary>References of all that is not over: from here, included …</summary>
    public const string ReferencesFrom = "open-ref-";

    /// <summary>… up to here, excluded.</summary>
    public const string ReferencesTo = "open-ref.";

    private const string NoDueTime = "9999999999999999999";

    /// <summary>The rows of a ticket's line.</summary>
    public static IReadOnlyList<IndexKey> Of(TicketView view)
    {
        string place = view.IsOver ? PlaceByOpening(view) : PlaceByDueTime(view);
        return [.. Partitions(view).Select(partition => new IndexKey(partition, place)), .. References(view)];
    }

    /// <summary>Whether the row only tells of the reference, and never changes.</summary>
    public static bool IsReference(IndexKey key) => key.Partition.StartsWith(ReferencesFrom, StringComparison.Ordinal);

    /// <summary>The list of a kind, such as <c>team</c>, and a value, such as its id.</summary>
    public static string Partition(bool isOver, string kind, string value) => $"{(isOver ? "over" : "open")}-{kind}-{Escape(value)}";

    /// <summary>The last key of the list by due time that is due before an instant, excluded.</summary>
    public static string RowBefore(DateTimeOffset due) => due.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The partition of the list of everything, that a due time lies in.</summary>
    public static string DayOf(DateTimeOffset due) => OpenFrom + due.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Partitions(TicketView view)
    {
        yield return view.IsOver ? MonthOf(view.OpenedAt) : view.DueAt is { } due ? DayOf(due) : $"{OpenFrom}none-{Shard(view.Id)}";
        yield return Partition(view.IsOver, "team", view.Team);
        yield return Partition(view.IsOver, "app", view.Application);
        yield return Partition(view.IsOver, "from", view.Requester.ToLowerInvariant());
        if (view.Organisation is { } organisation)
        {
            yield return Partition(view.IsOver, "org", organisation);
        }

        if (view.Assignee is { } agent)
        {
            yield return Partition(view.IsOver, "agent", agent);
        }
        else if (!view.IsOver)
        {
            yield return Partition(false, "free", view.Team);
        }

        if (!view.IsOver && view.NeedsTriage)
        {
            yield return Partition(false, "triage", "needed");
        }

        if (!view.IsOver)
        {
            yield return Partition(false, "prio", view.Priority.ToString());
        }
    }

    private static IEnumerable<IndexKey> References(TicketView view) =>
        view.IsOver ? [] : [new IndexKey($"{ReferencesFrom}{Shard(view.Id)}", view.Id.Value)];

    private static string PlaceByDueTime(TicketView view) =>
        $"{(view.DueAt is { } due ? RowBefore(due) : NoDueTime)}-{view.Id.Value}";

    private static string PlaceByOpening(TicketView view) => string.Create(
        CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - view.OpenedAt.UtcTicks:D19}-{view.Id.Value}");

    private static string MonthOf(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{OverFrom}{999_999 - ((at.UtcDateTime.Year * 100) + at.UtcDateTime.Month):D6}");

    // The first digit of a reference is drawn by chance: 32 partitions, and still in the order of the references.
    private static char Shard(TicketId id) => id.Value[TicketId.Prefix.Length];

    /// <summary>A value as a part of a key. Keys take no slash, backslash, number sign and question mark, and mail addresses do.</summary>
    public static string Escape(string value)
    {
        if (value.All(IsPlain))
        {
            return value;
        }

        var text = new StringBuilder();
        foreach (char letter in value)
        {
            _ = IsPlain(letter) ? text.Append(letter) : text.Append(CultureInfo.InvariantCulture, $"={(int)letter:X4}");
        }

        return text.ToString();
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '@' or '+';
}
