using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>One property of an entity's type, bound once to delegates so that no row pays for reflection.</summary>
internal abstract class EntityMember(string name, bool isReadable, bool isWritable)
{
    /// <summary>The name under which the service keeps the property.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the entity gives the value out, so that it can be stored.</summary>
    public bool IsReadable { get; } = isReadable;

    /// <summary>Whether the entity takes the value in, so that it can be loaded.</summary>
    public bool IsWritable { get; } = isWritable;

    public abstract void Store(Utf8JsonWriter writer, object entity);

    public abstract void Load(ref Utf8JsonReader reader, object entity);

    public static EntityMember Bind(Type entityType, PropertyInfo property)
    {
        string name = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;
        return (EntityMember)Activator.CreateInstance(
            typeof(EntityMember<,>).MakeGenericType(entityType, property.PropertyType),
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions,
            binder: null,
            [name, property],
            culture: null)!;
    }
}

internal sealed class EntityMember<TEntity, TValue> : EntityMember
{
    private readonly EdmName _name;
    private readonly EdmConverter<TValue> _converter;
    private readonly Func<TEntity, TValue>? _get;
    private readonly Action<TEntity, TValue>? _set;

    internal EntityMember(string name, PropertyInfo property)
        : base(name, property.GetMethod?.IsPublic == true, property.SetMethod is not null)
    {
        _name = EdmName.Of(name);
        _converter = EdmConverters.Find<TValue>() ?? throw new NotSupportedException(
            $"{typeof(TEntity)}.{property.Name} is a {typeof(TValue)}; Table Storage has no such type. Leave it out with [IgnoreDataMember].");

        // A delegate to a structure's method would take it by reference; such entities are rare and go by reflection.
        bool isStructure = typeof(TEntity).IsValueType;
        if (IsReadable)
        {
            _get = isStructure ? entity => (TValue)property.GetValue(entity)! : property.GetMethod!.CreateDelegate<Func<TEntity, TValue>>();
        }

        if (IsWritable && !isStructure)
        {
            _set = property.SetMethod!.CreateDelegate<Action<TEntity, TValue>>();
        }
    }

    public override void Store(Utf8JsonWriter writer, object entity) => _converter.Write(writer, _name, _get!((TEntity)entity));

    public override void Load(ref Utf8JsonReader reader, object entity) => _set!((TEntity)entity, _converter.Read(ref reader));
}
