using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>The stored form of one entity type: its public properties, without those marked to be ignored.</summary>
internal sealed class EntityModel
{
    private static readonly ConcurrentDictionary<Type, EntityModel> Models = new();
    private static readonly EdmName PartitionKey = EdmName.Of(EntityNames.PartitionKey);
    private static readonly EdmName RowKey = EdmName.Of(EntityNames.RowKey);

    private readonly Type _type;
    private readonly EntityMember[] _stored;
    private readonly Dictionary<string, EntityMember>.AlternateLookup<ReadOnlySpan<char>> _loaded;

    private EntityModel(Type type)
    {
        _type = type;
        var members = new List<EntityMember>();
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            // The keys, time and tag go through ITableEntity, so that a type may implement them explicitly.
            bool isOfEveryRow = property.Name
                is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag);
            if (!isOfEveryRow && property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
            {
                members.Add(EntityMember.Bind(type, property));
            }
        }

        _stored = [.. members.Where(member => member.IsReadable)];
        _loaded = members
            .Where(member => member.IsWritable)
            .ToDictionary(member => member.Name, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static EntityModel Of(Type type) => Models.GetOrAdd(type, static type => new EntityModel(type));

    public void Store(Utf8JsonWriter writer, ITableEntity entity)
    {
        writer.WriteStartObject();
        EdmWriter.Write(writer, PartitionKey, entity.PartitionKey);
        EdmWriter.Write(writer, RowKey, entity.RowKey);
        foreach (EntityMember member in _stored)
        {
            member.Store(writer, entity);
        }

        writer.WriteEndObject();
    }

    /// <summary>Loads the object whose start the reader stands on, and leaves the reader on its end.</summary>
    public ITableEntity Load(ref Utf8JsonReader reader)
    {
        var entity = (ITableEntity)Activator.CreateInstance(_type)!;

        // A name has at most 255 characters; longer ones are none of ours and are passed over.
        Span<char> buffer = stackalloc char[256];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<char> name = reader.ValueSpan.Length <= buffer.Length ? buffer[..reader.CopyString(buffer)] : default;
            reader.Read();
            if (!LoadOfEveryRow(ref reader, entity, name))
            {
                LoadMember(ref reader, entity, name);
            }
        }

        return entity;
    }

    private static bool LoadOfEveryRow(ref Utf8JsonReader reader, ITableEntity entity, scoped ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case EntityNames.PartitionKey:
                entity.PartitionKey = reader.GetString()!;
                return true;
            case EntityNames.RowKey:
                entity.RowKey = reader.GetString()!;
                return true;
            case EntityNames.Timestamp:
                entity.Timestamp = EdmReader.ReadInstant(ref reader);
                return true;
            case EntityNames.ETag:
                entity.ETag = new ETag(reader.GetString()!);
                return true;
            default:
                return false;
        }
    }

    private void LoadMember(ref Utf8JsonReader reader, ITableEntity entity, scoped ReadOnlySpan<char> name)
    {
        if (reader.TokenType == JsonTokenType.Null || !_loaded.TryGetValue(name, out EntityMember? member))
        {
            reader.Skip();
            return;
        }

        try
        {
            member.Load(ref reader, entity);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException($"What is stored as '{member.Name}' does not fit {_type}.", exception);
        }
    }
}
