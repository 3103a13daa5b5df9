using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables.Entities;
using Support.Local;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// A transaction as the protocol has it: an OData batch with one change set. Lines end in CR LF and every entity is one
/// line, which both the service and its emulator read.
/// </summary>
internal sealed class TransactionContent
{
    private readonly string _address;
    private readonly string _id = LocalIdentity.NewGuid().ToString("N");

    public TransactionContent(string address)
    {
        _address = address;
        ContentType = "multipart/mixed; boundary=batch_" + _id;
    }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Write(IReadOnlyList<TableTransactionAction> actions)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + (actions.Count * 512));
        using Utf8JsonWriter writer = EntityJson.CreateWriter(buffer);
        Append(buffer, $"--batch_{_id}\r\nContent-Type: multipart/mixed; boundary=changeset_{_id}\r\n\r\n");
        foreach (TableTransactionAction action in actions)
        {
            Append(buffer, $"--changeset_{_id}\r\n");
            Append(buffer, action);
            if (action.ActionType != TableTransactionActionType.Delete)
            {
                writer.Reset(buffer);
                EntityJson.Store(writer, action.Entity);
                writer.Flush();
            }

            Append(buffer, "\r\n");
        }

        Append(buffer, $"--changeset_{_id}--\r\n--batch_{_id}--\r\n");
        return buffer.WrittenMemory;
    }

    private void Append(ArrayBufferWriter<byte> buffer, TableTransactionAction action)
    {
        ITableEntity entity = action.Entity;
        (string method, bool isConditional) = action.ActionType switch
        {
            TableTransactionActionType.Add => ("POST", false),
            TableTransactionActionType.UpdateMerge => ("PATCH", true),
            TableTransactionActionType.UpdateReplace => ("PUT", true),
            TableTransactionActionType.Delete => ("DELETE", true),
            TableTransactionActionType.UpsertMerge => ("PATCH", false),
            TableTransactionActionType.UpsertReplace => ("PUT", false),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "There is no such type of action."),
        };

        Append(buffer, "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Append(buffer, method);
        Append(buffer, " ");
        Append(buffer, _address);
        if (action.ActionType != TableTransactionActionType.Add)
        {
            Append(buffer, TableRequests.RowKeyText(entity.PartitionKey, entity.RowKey));
        }

        Append(buffer, " HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        Append(buffer, action.ActionType switch
        {
            TableTransactionActionType.Add => "Prefer: return-no-content\r\nContent-Type: application/json\r\n",
            TableTransactionActionType.Delete => string.Empty,
            _ => "Content-Type: application/json\r\n",
        });
        if (isConditional)
        {
            Append(buffer, $"If-Match: {TableRequests.OrAll(action.ETag)}\r\n");
        }

        Append(buffer, "\r\n");
    }

    private static void Append(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);
}
