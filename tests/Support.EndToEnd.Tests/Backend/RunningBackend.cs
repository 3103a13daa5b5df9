using Azure.Data.Tables;
using Xunit;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>One backend at the speed of real time, with the default model and the mail catcher, as a newcomer starts it.</summary>
public sealed class RunningBackend : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private BackendProcess? _process;

    internal BackendProcess Process => _process ?? throw new InvalidOperationException("It does not run yet.");

    internal Api Api => Process.Api;

    public async Task InitializeAsync() => _process = await BackendProcess.StartAsync(new BackendSettings());

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>The references of all tickets that are stored.</summary>
    internal async Task<IReadOnlyList<string>> StoredTicketsAsync()
    {
        var tickets = new TableClient(Process.Storage.ConnectionString, "Tickets");
        var ids = new List<string>();
        await foreach (TableEntity head in tickets.QueryAsync<TableEntity>("RowKey eq 'head'", select: ["PartitionKey"]))
        {
            ids.Add(head.PartitionKey);
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    /// <summary>The agents' list under a filter, once it holds as many lines as it should.</summary>
    internal async Task<IReadOnlyList<string>> ListAsync(string filter, int count)
    {
        Answer list = await Eventually.GetAsync(
            () => Api.GetAsAsync("nadia", $"api/desk/tickets?{filter}"),
            answer => Lines(answer).Count == count,
            Patience,
            $"a list of {count} lines for {filter}");
        return Lines(list);
    }

    /// <summary>A ticket's history, once it is as it should be.</summary>
    internal Task<History> HistoryAsync(string id, Func<History, bool> isRight, string what) =>
        Eventually.GetAsync(() => Api.HistoryAsync(id), isRight, Patience, what);

    private static IReadOnlyList<string> Lines(Answer list) =>
        [.. list.Json.GetProperty("tickets").EnumerateArray().Select(static line => line.GetProperty("id").GetString()!)];
}

/// <summary>The tests that share that backend, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RunningBackendTests : ICollectionFixture<RunningBackend>
{
    public const string Name = "The running backend";
}
