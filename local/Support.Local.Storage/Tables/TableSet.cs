using System.Diagnostics.CodeAnalysis;
using Support.Local.Storage.Tables.Filters;

namespace Support.Local.Storage.Tables;

/// <summary>The tables of an account, and the changes of their rows.</summary>
internal sealed class TableSet(TimeProvider time)
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly EntityReader _reader = new();
    private long _lastWrite;

    public bool TryGet(string name, [MaybeNullWhen(false)] out Table table) => _tables.TryGetValue(name, out table);

    public Refusal? Create(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Refusal.TableNameEmpty;
        }

        return CheckName(name) ?? (_tables.TryAdd(name, new Table(name)) ? null : Refusal.TableAlreadyExists);
    }

    public Refusal? Delete(string name) => _tables.Remove(name) ? null : Refusal.ResourceNotFound;

    /// <summary>The names from one on that a filter leaves, in order.</summary>
    public IEnumerable<string> List(Filter? filter, string? first) => _tables.Values
        .Select(table => table.Name)
        .Where(name => first is null || string.CompareOrdinal(name, first) >= 0)
        .Where(name => filter is null || filter.IsMet(new TableSubject(name)))
        .Order(StringComparer.Ordinal);

    public RowOutcome Carry(in RowCommand command)
    {
        if (command.Action == RowAction.Delete)
        {
            return Delete(command);
        }

        SentEntity sent = _reader.Read(command.Body.Span);
        bool isInsert = command.Action == RowAction.Insert;
        (string? partitionKey, string? rowKey) = isInsert ? (sent.PartitionKey, sent.RowKey) : (command.PartitionKey, command.RowKey);
        if (partitionKey is null || rowKey is null)
        {
            return sent.Refusal ?? Refusal.PropertiesNeedValue;
        }

        if (!EntityLimits.IsKey(partitionKey) || !EntityLimits.IsKey(rowKey))
        {
            return Refusal.InvalidInput;
        }

        if ((sent.Refusal ?? CheckMatch(command)) is { } refusal)
        {
            return refusal;
        }

        if (!_tables.TryGetValue(command.Table, out Table? table))
        {
            return Refusal.TableNotFound;
        }

        return isInsert
            ? table.Insert(partitionKey, rowKey, sent.Properties, Now())
            : table.Change(partitionKey, rowKey, sent.Properties, command.Action == RowAction.Merge, command.IfMatch, Now());
    }

    /// <summary>Puts a row back as it was, or takes it away where there was none.</summary>
    public void Restore(string table, string partitionKey, string rowKey, TableRow? former)
    {
        RowSet rows = _tables[table].Rows;
        if (former is not null)
        {
            rows.Put(former);
        }
        else
        {
            rows.Remove(partitionKey, rowKey);
        }
    }

    public static Refusal? CheckName(string name)
    {
        if (name.Length is < 3 or > 63)
        {
            return Refusal.TableNameLength;
        }

        bool isName = char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
        return isName && !name.Equals("Tables", StringComparison.OrdinalIgnoreCase) ? null : Refusal.TableName;
    }

    private RowOutcome Delete(in RowCommand command)
    {
        if (command.IfMatch is null)
        {
            return Refusal.MissingRequiredHeader;
        }

        if (CheckMatch(command) is { } refusal)
        {
            return refusal;
        }

        return _tables.TryGetValue(command.Table, out Table? table)
            ? table.Delete(command.PartitionKey, command.RowKey, command.IfMatch)
            : Refusal.TableNotFound;
    }

    /// <summary>What is no version at all is refused whether there is a row or not.</summary>
    private static Refusal? CheckMatch(in RowCommand command)
    {
        string? tag = command.IfMatch;
        if (tag is null or "*" || command.Action == RowAction.Insert)
        {
            return null;
        }

        if (tag.Length == 0 && command.Action != RowAction.Merge)
        {
            return Refusal.UpdateConditionNotSatisfied;
        }

        bool isTag = tag.Length >= 4 && tag[0] is 'W' or 'w' && tag[1] == '/' && tag[2] == '"' && tag[^1] == '"';
        return isTag || tag.Length == 0 ? null : command.Action == RowAction.Merge ? Refusal.InvalidOperation : Refusal.InvalidInput;
    }

    /// <summary>
    /// A time that no write had before: times are versions, and a clock that stands still, as a simulation's does, must not
    /// make two versions one.
    /// </summary>
    private long Now() => _lastWrite = Math.Max(time.GetUtcNow().UtcTicks, _lastWrite + 1);
}
