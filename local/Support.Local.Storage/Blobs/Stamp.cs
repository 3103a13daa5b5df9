using System.Globalization;

namespace Support.Local.Storage.Blobs;

/// <summary>The entity tags of an account: no two are the same, and each says when it was given.</summary>
internal sealed class Stamp
{
    private long _last;

    public string Next(DateTimeOffset now)
    {
        _last = Math.Max(now.UtcTicks, _last + 1);
        return string.Create(CultureInfo.InvariantCulture, $"\"0x{_last:X}\"");
    }
}
