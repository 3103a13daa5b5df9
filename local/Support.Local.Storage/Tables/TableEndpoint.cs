using System.Text.Json;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Tables;

/// <summary>The Table service of an account.</summary>
internal sealed class TableEndpoint : IStorageEndpoint
{
    private readonly TableSet _tables;
    private readonly TableReads _reads;
    private readonly JsonBuffer _answer = new();

    public TableEndpoint(TimeProvider time)
    {
        _tables = new TableSet(time);
        _reads = new TableReads(_tables);
    }

    public StorageAnswer Answer(StorageRequest request)
    {
        if (request.Body.Length > EntityLimits.BodyBytes)
        {
            return TableAnswers.Refuse(request, Refusal.RequestBodyTooLarge);
        }

        TableAddress address = TableAddress.Parse(request.Uri.AbsolutePath);
        if (address.Resource is TableResource.Rows or TableResource.Row && TableSet.CheckName(address.Table) is { } refusal)
        {
            return TableAnswers.Refuse(request, refusal);
        }

        if (RowCommand.ActionOf(request.Method, address.Resource) is { } action)
        {
            return Change(request, address, action);
        }

        var query = new TableQuery(request.Uri);
        if (query.Component is not null)
        {
            return TableAnswers.Refuse(request, Refusal.NotImplemented);
        }

        if (address.Resource == TableResource.Batch && request.Method == "POST")
        {
            return new TableTransaction(_tables, request, _answer).Run();
        }

        return TableAnswers.MetadataOf(request, query) is not { } metadata
            ? TableAnswers.Refuse(request, Refusal.AtomFormatNotSupported)
            : (request.Method, address.Resource) switch
            {
                ("GET", TableResource.Row) => _reads.Get(request, address, query, metadata),
                ("GET", TableResource.Rows) => _reads.Query(request, address.Table, query, metadata),
                ("GET", TableResource.Tables) => _reads.List(request, query, metadata),
                ("POST", TableResource.Tables) => Create(request, metadata),
                ("DELETE", TableResource.TableItem) => Delete(request, address.Table, metadata),
                _ => TableAnswers.Refuse(request, Refusal.Unsupported),
            };
    }

    private StorageAnswer Change(StorageRequest request, in TableAddress address, RowAction action)
    {
        Metadata? metadata = null;
        if (action == RowAction.Insert)
        {
            metadata = TableAnswers.MetadataOf(request, new TableQuery(request.Uri));
            if (metadata is null)
            {
                return TableAnswers.Refuse(request, Refusal.AtomFormatNotSupported);
            }
        }

        var command = new RowCommand(action, address.Table, address.PartitionKey, address.RowKey, request.Header("If-Match"), request.Body);
        RowOutcome outcome = _tables.Carry(command);
        if (outcome.Refusal is { } refusal)
        {
            return TableAnswers.Refuse(request, refusal);
        }

        TableRow row = outcome.Row!;
        bool isContentWanted = action == RowAction.Insert && request.Header("Prefer") != "return-no-content";
        return isContentWanted
            ? _reads.Whole(request, 201, row, address.Table, metadata!.Value, select: null, new KeyValuePair<string, string>("Preference-Applied", "return-content"))
            : TableAnswers.Done(request, action == RowAction.Delete ? null : row.ETag, metadata, hasPreference: action == RowAction.Insert);
    }

    private StorageAnswer Create(StorageRequest request, Metadata metadata)
    {
        string? name;
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            name = document.RootElement.TryGetProperty("TableName", out JsonElement value) ? value.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return TableAnswers.Refuse(request, Refusal.InvalidInput);
        }

        if (_tables.Create(name) is { } refusal)
        {
            return TableAnswers.Refuse(request, refusal);
        }

        if (request.Header("Prefer") == "return-no-content")
        {
            return TableAnswers.Done(request, etag: null, metadata, hasPreference: true);
        }

        return _reads.Made(request, name!, metadata);
    }

    private StorageAnswer Delete(StorageRequest request, string table, Metadata metadata) =>
        _tables.Delete(table) is { } refusal ? TableAnswers.Refuse(request, refusal) : TableAnswers.Done(request, etag: null, metadata);
}
