using System.Text.Encodings.Web;
using System.Text.Json;
using Support.Local.Storage.Protocol;
using Support.Local.Storage.Tables.Filters;

namespace Support.Local.Storage.Tables;

/// <summary>Gives out rows and tables.</summary>
internal sealed class TableReads(TableSet tables)
{
    private readonly JsonBuffer _json = new();

    public StorageAnswer Get(StorageRequest request, in TableAddress address, in TableQuery query, Metadata metadata)
    {
        if (!tables.TryGet(address.Table, out Table? table))
        {
            return TableAnswers.Refuse(request, Refusal.TableNotFound);
        }

        return table.Rows.Find(address.PartitionKey, address.RowKey) is { } row
            ? Whole(request, 200, row, table.Name, metadata, ToJsonNames(query.Select))
            : TableAnswers.Refuse(request, Refusal.ResourceNotFound);
    }

    /// <summary>A row as the whole of an answer.</summary>
    public StorageAnswer Whole(
        StorageRequest request, int status, TableRow row, string table, Metadata metadata, byte[][]? select, params ReadOnlySpan<KeyValuePair<string, string>> more)
    {
        _json.Clear();
        new RowWriter(_json, metadata, select).Write(row, table, AccountOf(request), isWhole: true);
        return TableAnswers.Content(request, status, metadata, _json.ToArray(), [new("ETag", row.ETag), .. more]);
    }

    public StorageAnswer Query(StorageRequest request, string name, in TableQuery query, Metadata metadata)
    {
        if (!tables.TryGet(name, out Table? table))
        {
            return TableAnswers.Refuse(request, Refusal.TableNotFound);
        }

        if (!TryParse(query.Filter, out Filter? filter) || !query.TryGetTop(out int top))
        {
            return TableAnswers.Refuse(request, Refusal.InvalidFilter);
        }

        string account = AccountOf(request);
        BeginList(metadata, $"{account}/$metadata#{table.Name}");
        var writer = new RowWriter(_json, metadata, ToJsonNames(query.Select));
        int count = 0;
        foreach (TableRow row in Left(table, filter, query))
        {
            if (count == top)
            {
                return EndList(
                    request,
                    metadata,
                    new("x-ms-continuation-NextPartitionKey", TableQuery.Encode(row.PartitionKey)),
                    new("x-ms-continuation-NextRowKey", TableQuery.Encode(row.RowKey)));
            }

            if (count++ > 0)
            {
                _json.Append(',');
            }

            writer.Write(row, table.Name, account, isWhole: false);
        }

        return EndList(request, metadata);
    }

    public StorageAnswer List(StorageRequest request, in TableQuery query, Metadata metadata)
    {
        if (!TryParse(query.Filter, out Filter? filter) || !query.TryGetTop(out int top))
        {
            return TableAnswers.Refuse(request, Refusal.InvalidFilter);
        }

        string account = AccountOf(request);
        BeginList(metadata, $"{account}/$metadata#Tables");
        int count = 0;
        foreach (string name in tables.List(filter, query.NextTableName))
        {
            if (count == top)
            {
                return EndList(request, metadata, new KeyValuePair<string, string>("x-ms-continuation-NextTableName", name));
            }

            _json.Append(count++ > 0 ? ",{\"TableName\":"u8 : "{\"TableName\":"u8);
            _json.AppendQuoted(name);
            _json.Append('}');
        }

        return EndList(request, metadata);
    }

    /// <summary>The answer that a table was made.</summary>
    public StorageAnswer Made(StorageRequest request, string table, Metadata metadata)
    {
        _json.Clear();
        _json.Append("{\"TableName\":"u8);
        _json.AppendQuoted(table);
        _json.Append('}');
        return TableAnswers.Content(request, 201, metadata, _json.ToArray(), new KeyValuePair<string, string>("Preference-Applied", "return-content"));
    }

    /// <summary>The rows that a query leaves, from its continuation on.</summary>
    private static IEnumerable<TableRow> Left(Table table, Filter? filter, TableQuery query)
    {
        KeyRange range = KeyRange.Of(filter);
        (string partitionKey, string rowKey) = (range.FirstPartition, range.FirstRow);
        if (query.NextPartitionKey is { } nextPartition && string.CompareOrdinal(nextPartition, partitionKey) >= 0)
        {
            string nextRow = query.NextRowKey ?? string.Empty;
            rowKey = nextPartition == partitionKey && string.CompareOrdinal(rowKey, nextRow) > 0 ? rowKey : nextRow;
            partitionKey = nextPartition;
        }

        foreach (TableRow row in table.Rows.From(partitionKey, rowKey))
        {
            if (range.IsPast(row))
            {
                yield break;
            }

            if (filter is null || filter.IsMet(new RowSubject(row)))
            {
                yield return row;
            }
        }
    }

    private void BeginList(Metadata metadata, string place)
    {
        _json.Clear();
        _json.Append('{');
        if (metadata != Metadata.None)
        {
            _json.Append("\"odata.metadata\":"u8);
            _json.AppendQuoted(place);
            _json.Append(',');
        }

        _json.Append("\"value\":["u8);
    }

    private StorageAnswer EndList(StorageRequest request, Metadata metadata, params ReadOnlySpan<KeyValuePair<string, string>> continuation)
    {
        _json.Append("]}"u8);
        return TableAnswers.Content(request, 200, metadata, _json.ToArray(), continuation);
    }

    private static bool TryParse(string? text, out Filter? filter)
    {
        filter = null;
        try
        {
            filter = string.IsNullOrEmpty(text) ? null : FilterParser.Parse(text);
            return true;
        }
        catch (FilterException)
        {
            return false;
        }
    }

    private static byte[][]? ToJsonNames(string[]? names) => names is null
        ? null
        : Array.ConvertAll(names, static name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray());

    private static string AccountOf(StorageRequest request)
    {
        string path = request.Uri.AbsolutePath;
        int end = path.IndexOf('/', 1);
        return string.Concat(request.Uri.GetLeftPart(UriPartial.Authority), end < 0 ? path : path.AsSpan(0, end));
    }
}
