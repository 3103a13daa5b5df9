namespace Azure.Data.Tables;

/// <summary>One step of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An action that does not ask which version of the row is stored.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>An action that, if it updates or deletes, is refused when the stored row's ETag is not <paramref name="etag"/>.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
