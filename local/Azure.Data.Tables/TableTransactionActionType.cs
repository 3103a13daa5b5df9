namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does with its entity.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; fails when the row exists.</summary>
    Add = 0,

    /// <summary>Merge into the row; fails when there is none or its ETag differs.</summary>
    UpdateMerge = 1,

    /// <summary>Replace the row; fails when there is none or its ETag differs.</summary>
    UpdateReplace = 2,

    /// <summary>Delete the row; fails when there is none or its ETag differs.</summary>
    Delete = 3,

    /// <summary>Insert or merge.</summary>
    UpsertMerge = 4,

    /// <summary>Insert or replace.</summary>
    UpsertReplace = 5,
}
