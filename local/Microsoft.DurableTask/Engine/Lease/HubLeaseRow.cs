namespace Support.Local.Durable;

/// <summary>Who runs a hub, as it is stored.</summary>
internal sealed record HubLeaseRow
{
    /// <summary>Tells this engine from every other, also of the same process.</summary>
    public required Guid Id { get; init; }

    public required HubOwner Owner { get; init; }

    /// <summary>When the engine took the hub.</summary>
    public required DateTime Since { get; init; }

    /// <summary>Changes with every renewal: who watches it sees that its writer lives.</summary>
    public string ETag { get; init; } = string.Empty;
}
