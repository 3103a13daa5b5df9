using System.Text;
using Azure.Core;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Protocol;

/// <summary>The requests that concern one table and its rows.</summary>
internal sealed class TableRequests
{
    private readonly TablesConnection _connection;
    private readonly Uri _rows;
    private readonly string _query;

    public TableRequests(TablesConnection connection, string tableName)
    {
        _connection = connection;
        Address = $"{connection.Root}/{tableName}";
        _rows = new Uri(Address);
        _query = Address + "()";
    }

    /// <summary>The table's address, to which a row's key is added.</summary>
    public string Address { get; }

    public HttpMessage Insert(ITableEntity entity)
    {
        CheckKeys(entity);
        HttpMessage message = _connection.CreateMessage(RequestMethod.Post, _rows, ExpectedStatus.Created);
        message.Request.Headers.Add("Prefer", "return-no-content");
        SetContent(message, entity);
        return message;
    }

    /// <summary>Changes a row; without <paramref name="ifMatch"/> the row is made when there is none.</summary>
    public HttpMessage Change(ITableEntity entity, TableUpdateMode mode, ETag? ifMatch)
    {
        CheckKeys(entity);
        HttpMessage message = _connection.CreateMessage(Method(mode), RowUri(entity.PartitionKey, entity.RowKey), ExpectedStatus.Changed);
        if (ifMatch is { } tag)
        {
            message.Request.Headers.Add("If-Match", tag.ToString());
        }

        SetContent(message, entity);
        return message;
    }

    public HttpMessage Delete(string partitionKey, string rowKey, ETag ifMatch)
    {
        HttpMessage message = _connection.CreateMessage(RequestMethod.Delete, RowUri(partitionKey, rowKey), ExpectedStatus.Deleted);
        message.Request.Headers.Add("If-Match", OrAll(ifMatch).ToString());
        return message;
    }

    public HttpMessage Get(string partitionKey, string rowKey, IEnumerable<string>? select, StatusCodeClassifier expected)
    {
        string address = RowAddress(partitionKey, rowKey);
        string columns = Columns(select);
        Uri uri = new(columns.Length == 0 ? address : $"{address}?$select={columns}");
        return _connection.CreateMessage(RequestMethod.Get, uri, expected);
    }

    public HttpMessage Query(string? filter, IEnumerable<string>? select, int? top, ContinuationToken continuation)
    {
        var uri = new QueryUri(_query);
        uri.Add("$filter", filter);
        uri.Add("$select", Columns(select), isEscaped: true);
        uri.Add("$top", top);
        uri.AddKey("NextPartitionKey", continuation.PartitionKey);
        uri.AddKey("NextRowKey", continuation.RowKey);
        return _connection.CreateMessage(RequestMethod.Get, uri.ToUri(), ExpectedStatus.Read);
    }

    public HttpMessage Submit(IReadOnlyList<TableTransactionAction> actions)
    {
        HttpMessage message = _connection.CreateMessage(RequestMethod.Post, _connection.Batch, ExpectedStatus.Accepted);
        var content = new TransactionContent(Address);
        message.Request.Headers.Add("Content-Type", content.ContentType);
        message.Request.Content = RequestContent.Create(content.Write(actions));
        return message;
    }

    public static string RowKeyText(string partitionKey, string rowKey) =>
        $"(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    public static ETag OrAll(ETag tag) => tag == default ? ETag.All : tag;

    /// <summary>A row must say where it belongs; empty keys are keys.</summary>
    public static void CheckKeys(ITableEntity? entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
    }

    private static RequestMethod Method(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>In a literal a quote is written twice; in a path it, and all else that is not plain, by its code.</summary>
    private static string Escape(string key) =>
        Uri.EscapeDataString(key.Contains('\'', StringComparison.Ordinal) ? key.Replace("'", "''", StringComparison.Ordinal) : key);

    private static string Columns(IEnumerable<string>? select)
    {
        if (select is null)
        {
            return string.Empty;
        }

        var columns = new StringBuilder();
        foreach (string column in select)
        {
            columns.Append(columns.Length == 0 ? string.Empty : ",").Append(Uri.EscapeDataString(column));
        }

        return columns.ToString();
    }

    private static void SetContent(HttpMessage message, ITableEntity entity)
    {
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(EntityJson.Store(entity));
    }

    private string RowAddress(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return Address + RowKeyText(partitionKey, rowKey);
    }

    private Uri RowUri(string partitionKey, string rowKey) => new(RowAddress(partitionKey, rowKey));
}
