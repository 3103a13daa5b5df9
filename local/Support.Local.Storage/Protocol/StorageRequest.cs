namespace Support.Local.Storage.Protocol;

/// <summary>A request as it would have gone over the wire.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Uri">Whole, escaped as sent.</param>
/// <param name="Headers">By name in any case; values of one name joined by commas.</param>
/// <param name="Body">Empty when there is none.</param>
internal sealed record StorageRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it asks the Table service, whose signatures and errors are not those of the others.</summary>
    public bool IsTable => Uri.Host.StartsWith("table.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its place among the requests of the account, from 1 on.</summary>
    public long Number { get; init; }

    /// <summary>When it was made, by the account's clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>How the service calls it: by its number, so that the same requests have the same identities.</summary>
    public string Id => $"00000000-0000-0000-0000-{Number:x12}";

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}
