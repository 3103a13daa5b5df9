using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Support.Local.Durable;

/// <summary>An <see cref="InstanceRecord"/> as an entity.</summary>
internal static class InstanceRow
{
    public const string Status = "Status";
    public const string CreatedAt = "CreatedAt";
    public const string Active = "Active";
    public const string ParentId = "ParentId";
    public const string CommitId = "CommitId";

    public static TableEntity Write(InstanceRecord record, Guid commitId)
    {
        var entity = new TableEntity(TableKeys.Partition(record.InstanceId), TableKeys.InstanceRow)
        {
            ["Id"] = record.InstanceId,
            ["Name"] = record.Name,
            ["ExecutionId"] = record.ExecutionId,
            ["Generation"] = record.Generation,
            ["Turn"] = record.Turn,
            [Status] = (int)record.Status,
            [CreatedAt] = new DateTimeOffset(record.CreatedAt, TimeSpan.Zero),
            ["UpdatedAt"] = new DateTimeOffset(record.UpdatedAt, TimeSpan.Zero),
            ["PageCount"] = record.PageCount,
            ["ExecutedCount"] = record.ExecutedCount,
            ["Tail"] = record.Tail.ToString(),
            [CommitId] = commitId,
        };
        if (record.IsActive)
        {
            entity[Active] = true;
        }

        if (record.Parent is { } parent)
        {
            entity[ParentId] = parent.InstanceId;
            entity["Parent"] = StorageJson.Write(parent, StorageJson.Default.ParentLink);
        }

        if (record.Failure is { } failure)
        {
            ChunkedText.Write(entity, "Failure", StorageJson.Write(failure, StorageJson.Default.StoredFailure));
        }

        if (record.Timers.Count > 0)
        {
            ChunkedText.Write(entity, "Timers", StorageJson.Write([.. record.Timers], StorageJson.Default.ListOpenTimer));
        }

        if (record.Outbox.Count > 0)
        {
            ChunkedText.Write(entity, "Outbox", StorageJson.Write([.. record.Outbox], StorageJson.Default.ListOutboxItem));
        }

        ChunkedText.Write(entity, "Input", record.Input);
        ChunkedText.Write(entity, "Output", record.Output);
        ChunkedText.Write(entity, "CustomStatus", record.CustomStatus);
        return entity;
    }

    public static InstanceRecord Read(TableEntity entity) => new()
    {
        InstanceId = entity.GetString("Id"),
        Name = entity.GetString("Name"),
        ExecutionId = entity.GetGuid("ExecutionId")!.Value,
        Generation = entity.GetInt32("Generation")!.Value,
        Turn = entity.GetInt64("Turn")!.Value,
        Status = (OrchestrationRuntimeStatus)entity.GetInt32(Status)!.Value,
        CreatedAt = entity.GetDateTimeOffset(CreatedAt)!.Value.UtcDateTime,
        UpdatedAt = entity.GetDateTimeOffset("UpdatedAt")!.Value.UtcDateTime,
        PageCount = entity.GetInt32("PageCount")!.Value,
        ExecutedCount = entity.GetInt32("ExecutedCount")!.Value,
        Tail = HistoryTail.Of(entity.GetString("Tail") ?? string.Empty),
        IsActive = entity.GetBoolean(Active) ?? false,
        Parent = entity.GetString("Parent") is { } parent ? JsonSerializer.Deserialize(parent, StorageJson.Default.ParentLink) : null,
        Failure = ChunkedText.Read(entity, "Failure") is { } failure
            ? JsonSerializer.Deserialize(failure, StorageJson.Default.StoredFailure)
            : null,
        Timers = ChunkedText.Read(entity, "Timers") is { } timers
            ? JsonSerializer.Deserialize(timers, StorageJson.Default.ListOpenTimer)!
            : [],
        Outbox = ChunkedText.Read(entity, "Outbox") is { } outbox
            ? JsonSerializer.Deserialize(outbox, StorageJson.Default.ListOutboxItem)!
            : [],
        Input = ChunkedText.Read(entity, "Input"),
        Output = ChunkedText.Read(entity, "Output"),
        CustomStatus = ChunkedText.Read(entity, "CustomStatus"),
        ETag = entity.ETag.ToString(),
    };

    public static bool IsWrittenBy(TableEntity entity, InstanceCommit commit) => entity.GetGuid(CommitId) == commit.Id;

    public static ETag ETagOf(InstanceRecord record) => new(record.ETag);
}
