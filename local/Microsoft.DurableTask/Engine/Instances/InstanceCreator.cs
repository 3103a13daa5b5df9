namespace Support.Local.Durable;

/// <summary>Makes instances, each id once at a time.</summary>
internal static class InstanceCreator
{
    /// <summary>Creates the instance; replaces one of its id that has ended.</summary>
    /// <returns>The stored record, or null if an instance of that id lives.</returns>
    public static async Task<InstanceRecord?> CreateAsync(IDurableStore store, InstanceRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.CreateAsync(record, cancellationToken) is { } created)
            {
                return created;
            }

            InstanceRecord? existing = await store.ReadAsync(record.InstanceId, cancellationToken);
            if (existing is null)
            {
                continue;
            }

            if (existing.ExecutionId == record.ExecutionId || (record.Parent is not null && existing.Parent == record.Parent))
            {
                return existing; // Made by an earlier attempt whose answer was lost.
            }

            if (!existing.IsFinal)
            {
                return null;
            }

            var replacement = new InstanceCommit
            {
                Record = record with { ETag = existing.ETag, Outbox = existing.Outbox, IsActive = record.IsActive || existing.Outbox.Count > 0 },
                OldPages = (existing.Generation, existing.PageCount),
            };
            if (await store.CommitAsync(replacement, cancellationToken) is { } replaced)
            {
                return replaced;
            }
        }
    }
}
