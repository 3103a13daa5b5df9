// The package carries no nullable annotations here; a dictionary of object and one of object? must both be welcome.
#nullable disable
using System.Globalization;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables;

/// <summary>A row without a type of its own: a dictionary of its properties.</summary>
#pragma warning disable CA1710 // The package's own name.
public sealed partial class TableEntity : ITableEntity
#pragma warning restore CA1710
{
    private readonly Dictionary<string, object> _properties;

    public TableEntity()
        : this(null)
    {
    }

    public TableEntity(string partitionKey, string rowKey)
        : this(null)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values)
    {
        _properties = values is null ? [] : new Dictionary<string, object>(values);
    }

    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey);
        set => _properties[EntityNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(EntityNames.RowKey);
        set => _properties[EntityNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => _properties[EntityNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(EntityNames.ETag) is { } value ? new ETag(value) : default;
        set => _properties[EntityNames.ETag] = value.ToString();
    }

    public string GetString(string key) => (string)Get(key, typeof(string));

    public byte[] GetBinary(string key) => Find(key) is BinaryData data ? data.ToArray() : (byte[])Get(key, typeof(byte[]));

    public BinaryData GetBinaryData(string key) =>
        Find(key) is byte[] bytes ? BinaryData.FromBytes(bytes) : (BinaryData)Get(key, typeof(BinaryData));

    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));

    public DateTime? GetDateTime(string key) =>
        Find(key) is DateTimeOffset instant ? instant.UtcDateTime : (DateTime?)Get(key, typeof(DateTime));

    public DateTimeOffset? GetDateTimeOffset(string key) =>
        Find(key) is DateTime time ? EdmDateTime.ToOffset(time) : (DateTimeOffset?)Get(key, typeof(DateTimeOffset));

    public double? GetDouble(string key) => (double?)Get(key, typeof(double));

    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));

    public int? GetInt32(string key) => (int?)Get(key, typeof(int));

    public long? GetInt64(string key) => (long?)Get(key, typeof(long));

    private object Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }

    private object Get(string key, Type type)
    {
        object value = Find(key);
        return value is null || type.IsInstanceOfType(value)
            ? value
            : throw new InvalidOperationException($"Cannot return {type} type for a {value.GetType()} typed property.");
    }

    /// <summary>Assigning an int to what is a long or a double keeps it one, so that the stored type of a column does not wander.</summary>
    private void Set(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _properties[key] = (Find(key), value) switch
        {
            (long, int number) => (long)number,
            (double, int number) => (double)number,
            (string, DateTime time) => time.ToString("o", CultureInfo.InvariantCulture),
            (string, DateTimeOffset instant) => instant.ToString("o", CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
