using System.Text;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Tables;

/// <summary>Carries out transactions: all of their actions, or none.</summary>
/// <remarks>
/// Like Azurite it gives no entity back for an insert that asks for one, and unlike it no reading within a transaction, and
/// no two partitions: Azure refuses those too.
/// </remarks>
/// <param name="tables">The tables.</param>
/// <param name="request">The transaction.</param>
/// <param name="answer">Where to write the answer.</param>
internal sealed class TableTransaction(TableSet tables, StorageRequest request, JsonBuffer answer)
{
    private readonly List<(RowCommand Command, TableRow? Former)> _done = [];
    private readonly HashSet<string> _rowKeys = new(StringComparer.Ordinal);
    private string _boundary = string.Empty;

    public StorageAnswer Run()
    {
        string? batch = MessagePart.BoundaryOf(request.Header("Content-Type"));
        if (batch is null || MultipartReader.Split(request.Body, batch) is not [var outer, ..])
        {
            return TableAnswers.Refuse(request, Refusal.InvalidInput);
        }

        MessagePart changes = MessagePart.Parse(outer, hasFirstLine: false);
        if (MessagePart.BoundaryOf(changes.Header("Content-Type"u8)) is not { } changeSet)
        {
            return TableAnswers.Refuse(request, Refusal.InvalidInput);
        }

        _boundary = changeSet.Replace("changeset", "changesetresponse", StringComparison.Ordinal);
        string answerBatch = batch.Replace("batch", "batchresponse", StringComparison.Ordinal);
        answer.Clear();
        answer.Append($"--{answerBatch}\r\nContent-Type: multipart/mixed; boundary={_boundary}\r\n\r\n");
        CarryAll(MultipartReader.Split(changes.Body, changeSet));
        answer.Append($"--{_boundary}--\r\n--{answerBatch}--\r\n");
        return new(
            202,
            StorageErrors.ReasonOf(202),
            [new("Content-Type", "multipart/mixed; boundary=" + answerBatch), new("x-ms-version", request.Header("x-ms-version") ?? string.Empty)],
            answer.ToArray());
    }

    private void CarryAll(List<ReadOnlyMemory<byte>> parts)
    {
        int head = answer.Length;
        if (parts.Count is 0 or > EntityLimits.TransactionActions)
        {
            AppendRefusal(0, parts.Count == 0 ? Refusal.InvalidInput : Refusal.TooManyOperations);
            return;
        }

        for (int index = 0; index < parts.Count; index++)
        {
            MessagePart action = MessagePart.Parse(MessagePart.Parse(parts[index], hasFirstLine: false).Body, hasFirstLine: true);
            if (Carry(action) is { } refusal)
            {
                Undo();
                answer.Truncate(head);
                AppendRefusal(index, refusal);
                return;
            }
        }
    }

    private Refusal? Carry(MessagePart action)
    {
        ReadOnlySpan<byte> line = action.FirstLine.Span;
        int space = line.IndexOf((byte)' ');
        string method = space < 0 ? string.Empty : Encoding.ASCII.GetString(line[..space]);
        string target = TargetOf(line[(space + 1)..]);
        TableAddress address = TableAddress.Parse(PathOf(target));
        if (RowCommand.ActionOf(method, address.Resource) is not { } kind)
        {
            return Refusal.InvalidInput;
        }

        string? ifMatch = action.Header("If-Match"u8) ?? (kind == RowAction.Delete ? "*" : null);
        var command = new RowCommand(kind, address.Table, address.PartitionKey, address.RowKey, ifMatch, action.Body);
        if (kind == RowAction.Insert)
        {
            // An insert has its keys in its body; they must be known before it is carried out.
            SentKeys keys = SentKeys.Read(action.Body.Span);
            command = command with { PartitionKey = keys.PartitionKey ?? string.Empty, RowKey = keys.RowKey ?? string.Empty };
        }

        if (CheckPlace(command) is { } refusal)
        {
            return refusal;
        }

        TableRow? former = tables.TryGet(command.Table, out Table? table) ? table.Rows.Find(command.PartitionKey, command.RowKey) : null;
        RowOutcome outcome = tables.Carry(command);
        if (outcome.Row is { } row)
        {
            _done.Add((command, former));
            AppendDone(command, row, target, kind == RowAction.Insert ? action.Header("Prefer"u8) : null);
        }

        return outcome.Refusal;
    }

    private Refusal? CheckPlace(in RowCommand command)
    {
        if (_done.Count > 0)
        {
            RowCommand first = _done[0].Command;
            if (command.PartitionKey != first.PartitionKey || !command.Table.Equals(first.Table, StringComparison.OrdinalIgnoreCase))
            {
                return Refusal.DifferentPartitions;
            }
        }

        return _rowKeys.Add(command.RowKey) ? null : Refusal.DuplicateRow(command.RowKey);
    }

    private void Undo()
    {
        for (int index = _done.Count - 1; index >= 0; index--)
        {
            (RowCommand command, TableRow? former) = _done[index];
            tables.Restore(command.Table, command.PartitionKey, command.RowKey, former);
        }
    }

    /// <summary>What a first line asks for, without the query: <c>POST http://host/account/table HTTP/1.1</c>.</summary>
    private static string TargetOf(ReadOnlySpan<byte> afterMethod)
    {
        int end = afterMethod.IndexOfAny((byte)' ', (byte)'?');
        return Encoding.UTF8.GetString(end < 0 ? afterMethod : afterMethod[..end]);
    }

    private static string PathOf(string target)
    {
        int host = target.IndexOf("://", StringComparison.Ordinal);
        int path = host < 0 ? -1 : target.IndexOf('/', host + 3);
        return path < 0 ? string.Empty : target[path..];
    }

    private void AppendDone(in RowCommand command, TableRow row, string target, string? prefer)
    {
        bool isInsert = command.Action == RowAction.Insert;
        AppendPart(isInsert && prefer != "return-no-content" ? 201 : 204);
        answer.Append("X-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\n"u8);
        answer.Append(command.Action == RowAction.Delete ? "DataServiceVersion: 1.0;\r\n"u8 : "DataServiceVersion: 3.0;\r\n"u8);
        if (isInsert)
        {
            string place = $"{target}(PartitionKey='{Uri.EscapeDataString(row.PartitionKey)}',RowKey='{Uri.EscapeDataString(row.RowKey)}')";
            answer.Append($"Location: {place}\r\nDataServiceId: {place}\r\n");
        }

        if (command.Action != RowAction.Delete)
        {
            answer.Append("ETag: "u8);
            answer.Append(row.ETag);
            answer.Append("\r\n"u8);
        }

        answer.Append("\r\n\r\n"u8);
    }

    /// <summary>The message begins with the place of the refused action, by which clients know it.</summary>
    private void AppendRefusal(int index, Refusal refusal)
    {
        AppendPart(refusal.Status);
        StorageAnswer refused = TableAnswers.Refuse(request, refusal with { Message = $"{index}:{refusal.Message}" });
        answer.Append($"Content-ID: {index + 1}\r\nDataServiceVersion: 3.0;\r\n");
        answer.Append("Content-Type: application/json;odata=minimalmetadata;charset=utf-8\r\n\r\n"u8);
        answer.Append(refused.Body.Span);
        answer.Append("\r\n"u8);
    }

    private void AppendPart(int status)
    {
        answer.Append("--"u8);
        answer.Append(_boundary);
        answer.Append("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 "u8);
        answer.Append($"{status} {StorageErrors.ReasonOf(status)}\r\n");
    }
}
