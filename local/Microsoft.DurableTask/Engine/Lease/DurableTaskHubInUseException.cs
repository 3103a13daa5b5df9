using System.Globalization;

namespace Support.Local.Durable;

/// <summary>Another host runs on the same data.</summary>
#pragma warning disable CA1032, CA1064 // Only the engine makes it, with all that it tells.
public sealed class DurableTaskHubInUseException : Exception
#pragma warning restore CA1032, CA1064
{
    internal DurableTaskHubInUseException(string hubName, HubLeaseRow holder)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The task hub '{hubName}' is run by process {holder.Owner.ProcessId} on '{holder.Owner.Host}' since {holder.Since:u}. "
            + $"Only one host at a time can run on the same data: stop that one, or give this one data or a hub name of its own."))
    {
        HubName = hubName;
        Host = holder.Owner.Host;
        ProcessId = holder.Owner.ProcessId;
        Since = new DateTimeOffset(holder.Since, TimeSpan.Zero);
    }

    public string HubName { get; }

    public string Host { get; }

    public int ProcessId { get; }

    public DateTimeOffset Since { get; }
}
