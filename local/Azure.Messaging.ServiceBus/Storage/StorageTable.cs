using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;

namespace Support.Local.ServiceBus;

/// <summary>A row of the two tables that the bus keeps.</summary>
internal sealed record TableRow(string PartitionKey, string RowKey, string Value)
{
    [JsonPropertyName("odata.etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }
}

/// <summary>One storage table, by its REST protocol. It comes into being when something is first put into it.</summary>
internal sealed class StorageTable(StorageClient client, string name, string entityPath)
{
    private static readonly (string, string) Json = ("Content-Type", "application/json");
    private static readonly (string, string) Accept = ("Accept", "application/json;odata=minimalmetadata");

    private readonly Uri _table = new(client.Account.Tables, name);

    /// <summary>Puts the row in unless its key is taken.</summary>
    public async Task<bool> TryInsertAsync(TableRow row, CancellationToken cancellationToken)
    {
        StorageReply reply = await TryInsertOnceAsync();
        if (reply is { Status: 404, ErrorCode: "TableNotFound" })
        {
            await CreateAsync(cancellationToken);
            reply = await TryInsertOnceAsync();
        }

        return reply switch
        {
            { IsSuccess: true } => true,
            { Status: 409 } => false,
            _ => throw StorageClient.Unexpected(reply, entityPath),
        };

        Task<StorageReply> TryInsertOnceAsync() => client.SendAsync(
            RequestMethod.Post, _table, entityPath, cancellationToken, Content(row), Json, Accept, ("Prefer", "return-no-content"));
    }

    public async Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        StorageReply reply = await client.SendAsync(
            RequestMethod.Get, Row(partitionKey, rowKey), entityPath, cancellationToken, null, ("Accept", "application/json;odata=fullmetadata"));
        return reply switch
        {
            { IsSuccess: true } => JsonSerializer.Deserialize(reply.Content.ToMemory().Span, TableJson.Default.TableRow),
            { Status: 404 } => null,
            _ => throw StorageClient.Unexpected(reply, entityPath),
        };
    }

    /// <summary>Puts the row in the place of the one that was read, unless another was quicker.</summary>
    public async Task<bool> TryReplaceAsync(TableRow row, string etag, CancellationToken cancellationToken)
    {
        StorageReply reply = await client.SendAsync(
            RequestMethod.Put, Row(row.PartitionKey, row.RowKey), entityPath, cancellationToken, Content(row), Json, Accept, ("If-Match", etag));
        return reply switch
        {
            { IsSuccess: true } => true,
            { Status: 404 or 412 } => false,
            _ => throw StorageClient.Unexpected(reply, entityPath),
        };
    }

    public async Task DeleteRowAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        StorageReply reply = await client.SendAsync(
            RequestMethod.Delete, Row(partitionKey, rowKey), entityPath, cancellationToken, null, Accept, ("If-Match", "*"));
        if (!reply.IsSuccess && reply.Status != 404)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }
    }

    /// <summary>Deletes the tables whose names lie in the range, its end excluded.</summary>
    public static async Task DeleteRangeAsync(
        StorageClient client, string fromName, string toName, string entityPath, CancellationToken cancellationToken)
    {
        string filter = Uri.EscapeDataString($"TableName ge '{fromName}' and TableName lt '{toName}'");
        StorageReply reply = await client.SendAsync(
            RequestMethod.Get, new Uri(client.Account.Tables, "Tables?$filter=" + filter), entityPath, cancellationToken, null, Accept);
        if (!reply.IsSuccess)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }

        TableList? list = JsonSerializer.Deserialize(reply.Content.ToMemory().Span, TableJson.Default.TableList);
        foreach (TableName table in list?.Value ?? [])
        {
            // Another process may have been quicker; then there is nothing left to delete, which is as good.
            await client.SendAsync(
                RequestMethod.Delete, new Uri(client.Account.Tables, $"Tables('{table.Name}')"), entityPath, cancellationToken, null, Accept);
        }
    }

    private static RequestContent Content(TableRow row) =>
        RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(row, TableJson.Default.TableRow));

    private Uri Row(string partitionKey, string rowKey) =>
        new(client.Account.Tables, $"{name}(PartitionKey='{partitionKey}',RowKey='{rowKey}')");

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        RequestContent content = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new TableName(name), TableJson.Default.TableName));
        StorageReply reply = await client.SendAsync(
            RequestMethod.Post, new Uri(client.Account.Tables, "Tables"), entityPath, cancellationToken, content, Json, Accept);
        if (!reply.IsSuccess && reply.Status != 409)
        {
            throw StorageClient.Unexpected(reply, entityPath);
        }
    }
}

internal sealed record TableName([property: JsonPropertyName("TableName")] string Name);

internal sealed record TableList([property: JsonPropertyName("value")] IReadOnlyList<TableName> Value);

[JsonSerializable(typeof(TableRow))]
[JsonSerializable(typeof(TableName))]
[JsonSerializable(typeof(TableList))]
internal sealed partial class TableJson : JsonSerializerContext;
