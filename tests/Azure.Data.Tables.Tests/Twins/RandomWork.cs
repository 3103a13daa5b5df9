using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Tests.Twins;

/// <summary>
/// Operations drawn from a seed, few keys and few versions, so that they often meet. What a step does is fixed by the seed
/// alone; only tags are the storage's own, and are named by which of the storage's it is.
/// </summary>
internal sealed class RandomWork(TableClient table, string partition, int seed)
{
    private const int Steps = 10;

    private static readonly string[] RowKeys = ["a", "b'", "ü", "d"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, List<ETag>> _tags = [];
    private readonly StringBuilder _log = new();

    /// <returns>What happened, and what then was there.</returns>
    public async Task<string> RunAsync()
    {
        for (int step = 0; step < Steps; step++)
        {
            int kind = _random.Next(10);
            try
            {
                string outcome = kind switch
                {
                    0 or 1 => await AddAsync(),
                    2 or 3 => await UpdateAsync(),
                    4 => await UpsertAsync(),
                    5 => await DeleteAsync(),
                    6 or 7 => await TransactAsync(),
                    8 => await QueryAsync(),
                    _ => await GetAsync(),
                };
                _log.Append(CultureInfo.InvariantCulture, $"{step}: {kind} {outcome}\n");
            }
            catch (RequestFailedException refused)
            {
                int? index = (refused as TableTransactionFailedException)?.FailedTransactionActionIndex;
                _log.Append(CultureInfo.InvariantCulture, $"{step}: {kind} refused {refused.Status} {refused.ErrorCode} {index}\n");
            }
        }

        _log.Append(await RowsAsync($"PartitionKey eq '{partition}'"));
        return _log.ToString();
    }

    private async Task<string> AddAsync()
    {
        TableEntity row = NewRow();
        return Done(row.RowKey, await table.AddEntityAsync(row));
    }

    private async Task<string> UpdateAsync()
    {
        TableEntity row = NewRow();
        ETag tag = NewTag(row.RowKey);
        return Done(row.RowKey, await table.UpdateEntityAsync(row, tag, NewMode()));
    }

    private async Task<string> UpsertAsync()
    {
        TableEntity row = NewRow();
        return Done(row.RowKey, await table.UpsertEntityAsync(row, NewMode()));
    }

    private async Task<string> DeleteAsync()
    {
        string rowKey = NewRowKey();
        return Done(rowKey, await table.DeleteEntityAsync(partition, rowKey, NewTag(rowKey)));
    }

    private async Task<string> GetAsync()
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(partition, NewRowKey());
        return row.HasValue ? Describe(row.Value!) : "none";
    }

    private async Task<string> TransactAsync()
    {
        // A row may come twice: that is one of the things to agree about.
        var actions = Enumerable.Range(0, 1 + _random.Next(4)).Select(_ =>
        {
            TableEntity row = NewRow();
            var type = (TableTransactionActionType)_random.Next(6);
            return new TableTransactionAction(type, row, NewTag(row.RowKey));
        }).ToList();
        IReadOnlyList<Response> answers = (await table.SubmitTransactionAsync(actions)).Value;
        return string.Join(' ', answers.Select((answer, index) => Done(actions[index].Entity.RowKey, answer)));
    }

    private Task<string> QueryAsync()
    {
        string condition = _random.Next(8) switch
        {
            0 => $"Number ge {_random.Next(5)}",
            1 => $"Number ne {_random.Next(5)}",
            2 => $"Text eq '{_random.Next(3)}' or Large lt {_random.Next(5)}L",
            3 => "not (Flag eq true)",
            4 => $"Real le {_random.Next(4)}.5 and RowKey ge 'b'",
            5 => $"RowKey gt 'a' and RowKey le 'd' and (Flag or Number eq {_random.Next(5)})",
            6 => $"Time ge datetime'2026-01-0{1 + _random.Next(5)}T00:00:00Z'",
            _ => $"Large eq {_random.Next(5)}L",
        };
        return RowsAsync($"PartitionKey eq '{partition}' and ({condition})", _random.Next(2) == 0 ? 1 : null);
    }

    private async Task<string> RowsAsync(string filter, int? pageSize = null)
    {
        var rows = new StringBuilder();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, pageSize))
        {
            rows.Append('[').Append(Describe(row)).Append(']');
        }

        return rows.ToString();
    }

    private string Done(string rowKey, Response answer)
    {
        if (answer.Headers.ETag is { } tag)
        {
            if (!_tags.TryGetValue(rowKey, out List<ETag>? known))
            {
                _tags[rowKey] = known = [];
            }

            known.Add(tag);
        }

        return $"{answer.Status}";
    }

    private TableEntity NewRow()
    {
        var row = new TableEntity(partition, NewRowKey());
        int number = _random.Next(5);
        int parts = _random.Next(64);
        if ((parts & 1) != 0) { row["Number"] = number; }
        if ((parts & 2) != 0) { row["Large"] = (long)number; }
        if ((parts & 4) != 0) { row["Real"] = number + 0.25; }
        if ((parts & 8) != 0) { row["Flag"] = number > 2; }
        if ((parts & 16) != 0) { row["Text"] = $"{number}"; }
        if ((parts & 32) != 0) { row["Time"] = new DateTimeOffset(2026, 1, 1 + number, 0, 0, 0, TimeSpan.Zero); }
        return row;
    }

    private string NewRowKey() => RowKeys[_random.Next(RowKeys.Length)];

    private TableUpdateMode NewMode() => (TableUpdateMode)_random.Next(2);

    /// <summary>Any tag, the row's last known one, or an older one.</summary>
    private ETag NewTag(string rowKey)
    {
        (int kind, double which) = (_random.Next(3), _random.NextDouble());
        List<ETag>? known = _tags.GetValueOrDefault(rowKey);
        return kind == 0 || known is null ? ETag.All : kind == 1 ? known[^1] : known[(int)(which * known.Count)];
    }

    private static string Describe(TableEntity row) => string.Join(
        ',',
        row.Where(property => property.Key is not ("odata.etag" or "Timestamp" or "PartitionKey"))
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Key}:{property.Value.GetType().Name}={property.Value}")));
}
