
namespace Support.Local.Storage.Tables;

/// <summary>What an operation on a row comes to: the row as it then stands, or a refusal.</summary>
internal readonly record struct RowOutcome(TableRow? Row, Refusal? Refusal)
{
    public static implicit operator RowOutcome(Refusal refusal) => new(null, refusal);

    public static implicit operator RowOutcome(TableRow row) => new(row, null);
}

/// <summary>One table and its rows.</summary>
internal sealed class Table(string name)
{
    private readonly JsonBuffer _merged = new();

    /// <summary>As it was made; it is found by it in any case.</summary>
    public string Name { get; } = name;

    public RowSet Rows { get; } = new();

    public RowOutcome Insert(string partitionKey, string rowKey, byte[] properties, long now)
    {
        if (Rows.Find(partitionKey, rowKey) is not null)
        {
            return Refusal.EntityAlreadyExists;
        }

        return EntityLimits.IsTooLarge(partitionKey, rowKey, properties)
            ? Refusal.EntityTooLarge
            : Put(new TableRow(partitionKey, rowKey, now, properties));
    }

    /// <summary>Changes a row. Without <paramref name="ifMatch"/> the row is made when there is none.</summary>
    public RowOutcome Change(string partitionKey, string rowKey, byte[] properties, bool isMerge, string? ifMatch, long now)
    {
        TableRow? former = Rows.Find(partitionKey, rowKey);
        if (former is null)
        {
            return ifMatch is null ? Insert(partitionKey, rowKey, properties, now) : Refusal.ResourceNotFound;
        }

        if (!Matches(former, ifMatch))
        {
            return Refusal.UpdateConditionNotSatisfied;
        }

        byte[] changed = isMerge ? Merge(former.Properties, properties) : properties;
        return EntityLimits.IsTooLarge(partitionKey, rowKey, changed)
            ? Refusal.EntityTooLarge
            : Put(former with { Ticks = now, Properties = changed });
    }

    /// <returns>The row that is gone.</returns>
    public RowOutcome Delete(string partitionKey, string rowKey, string ifMatch)
    {
        TableRow? former = Rows.Find(partitionKey, rowKey);
        if (former is null)
        {
            return Refusal.ResourceNotFound;
        }

        if (!Matches(former, ifMatch))
        {
            return Refusal.UpdateConditionNotSatisfied;
        }

        Rows.Remove(partitionKey, rowKey);
        return former;
    }

    /// <summary>Clients may send a tag's colons escaped or not; the service's own are escaped.</summary>
    private static bool Matches(TableRow row, string? ifMatch) =>
        ifMatch is null or "*" || string.Equals(row.ETag, ifMatch.Replace(":", "%3A", StringComparison.Ordinal), StringComparison.Ordinal);

    private TableRow Put(TableRow row)
    {
        Rows.Put(row);
        return row;
    }

    /// <summary>The former properties that the update does not name, then those that it does.</summary>
    private byte[] Merge(ReadOnlySpan<byte> former, byte[] update)
    {
        _merged.Clear();
        var kept = new StoredProperties(former);
        while (kept.MoveNext())
        {
            var named = new StoredProperties(update);
            if (!named.MoveTo(kept.Name))
            {
                _merged.Append(_merged.Length == 0 ? "{"u8 : ","u8);
                _merged.Append(kept.Whole);
            }
        }

        if (_merged.Length == 0)
        {
            return update;
        }

        if (update.Length > 2)
        {
            _merged.Append(","u8);
            _merged.Append(update.AsSpan(1));
        }
        else
        {
            _merged.Append("}"u8);
        }

        return _merged.ToArray();
    }
}
