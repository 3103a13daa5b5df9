namespace Support.Local.Durable;

/// <summary>A store that several processes can reach, and that therefore must be one engine's at a time.</summary>
internal interface IHubLeaseStore
{
    Task<HubLeaseRow?> ReadLeaseAsync(CancellationToken cancellationToken);

    /// <summary>Writes the row if nobody else has done so since <paramref name="row"/>'s ETag, or, if that is empty, if there is none.</summary>
    /// <returns>The row with its new ETag, or null if somebody else was first.</returns>
    Task<HubLeaseRow?> WriteLeaseAsync(HubLeaseRow row, CancellationToken cancellationToken);

    /// <summary>Deletes the row if it is still that one.</summary>
    Task DeleteLeaseAsync(HubLeaseRow row, CancellationToken cancellationToken);
}
