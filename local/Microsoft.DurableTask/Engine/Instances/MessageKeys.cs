using System.Globalization;

namespace Support.Local.Durable;

/// <summary>Makes keys that are unique and that sort by age.</summary>
internal sealed class MessageKeys(TimeProvider time)
{
    private long _last;

    public string Next()
    {
        long next;
        long last;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        // The random end parts two processes that count from the same moment, and a clock that was put back.
        int random = LocalIdentity.NewInt32(int.MaxValue);
        return string.Create(CultureInfo.InvariantCulture, $"{next:x16}{random:x8}");
    }
}
