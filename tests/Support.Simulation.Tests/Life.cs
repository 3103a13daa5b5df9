using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Support.Local.Hosting.Simulation;
using Support.Local.Storage;

namespace Support.Simulation.Tests;

/// <summary>
/// A life of the whole backend: customers open critical tickets that nobody touches, and repeat with the same key what is
/// not confirmed; whatever kills the backend, it is started again.
/// </summary>
internal sealed class Life
{
    private const string Agent = "nadia";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan RestartTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Local.Simulation _simulation;
    private readonly SimulatedWorld _world;
    private readonly LifeOptions _options;
    private SimulatedBackend? _backend;
    private Task _restart = Task.CompletedTask;
    private readonly List<long> _busyTurns = [];
    private int _starts;

    private Life(LifeOptions options)
    {
        _options = options;
        _simulation = new Local.Simulation(options.Seed, Start);
        _world = new SimulatedWorld(_simulation, options.Faults ?? new StorageFaults(options.Seed) { Only = NoteWrite });
    }

    /// <summary>Lives it from beginning to end.</summary>
    public static LifeRecord Live(LifeOptions options)
    {
        var life = new Life(options);
        LifeRecord? record = null;
        life._simulation.Run(async () => record = await life.LiveAsync());
        return record!;
    }

    private async Task<LifeRecord> LiveAsync()
    {
        await StartAsync();
        foreach (long turn in _options.KillsAtTurns)
        {
            _simulation.AtTurn(turn, () => _backend?.Kill());
        }

        Task<string>[] opened = [.. Enumerable.Range(0, _options.Tickets).Select(OpenAsync)];
        await Task.WhenAll(opened);
        await Task.Delay(_options.Length, _simulation.Time);
        _options.Faults?.Off();

        // What was put off by the last fault or kill has its time to be made up for.
        await Task.Delay(_options.Aftermath, _simulation.Time);
        TicketRecord[] tickets = [.. await Task.WhenAll(opened.Select(async id => await RecordAsync(await id)))];
        string[] listed = await ListAsync();
        await _backend!.StopAsync();
        return new LifeRecord(tickets, listed, _world.Mails, await DumpAsync(), _simulation.Turns, _busyTurns, _starts);
    }

    private async Task StartAsync()
    {
        while (true)
        {
            _starts++;
            try
            {
                _backend = await SimulatedBackend.StartAsync(_world);
                _restart = RestartAfterDeathAsync(_backend);
                return;
            }
            catch (Exception failure) when (_options.Faults is not null
                && failure is Azure.RequestFailedException or AggregateException or Local.Durable.DurableTaskHubInUseException)
            {
                // Storage did not answer, or a start that it broke off still holds the hub; whoever runs it tries again.
                await Task.Delay(RestartTime, _simulation.Time);
            }
        }
    }

    private async Task RestartAfterDeathAsync(SimulatedBackend backend)
    {
        await backend.Death;
        _backend = null;
        await Task.Delay(RestartTime, _simulation.Time);
        await StartAsync();
    }

    private async Task<string> OpenAsync(int number)
    {
        // Each at its own moment, so that they meet one another in all states.
        await Task.Delay(TimeSpan.FromSeconds(7 * number), _simulation.Time);
        JsonElement ticket = await AskAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, "api/tickets")
                {
                    Content = JsonContent.Create(new
                    {
                        subject = $"Cannot pay {number}",
                        description = "The page stays white.",
                        requester = new { email = $"customer{number}@example.com" },
                        application = "shop",
                        impact = "high",
                        urgency = "high",
                    }),
                };
                request.Headers.Add("Idempotency-Key", $"key-{number}");
                return request;
            },
            HttpStatusCode.Created);
        return ticket.GetProperty("id").GetString()!;
    }

    private async Task<TicketRecord> RecordAsync(string id) => TicketRecord.Read(
        id, await AskAsync(() => AsAgent($"api/desk/tickets/{id}/history"), HttpStatusCode.OK), _world.Mails);

    private async Task<string[]> ListAsync()
    {
        JsonElement list = await AskAsync(() => AsAgent("api/desk/tickets?limit=200"), HttpStatusCode.OK);
        return [.. list.GetProperty("tickets").EnumerateArray().Select(static line => line.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
    }

    // Nothing goes wrong with it; it is only seen.
    private bool NoteWrite(StorageCall call)
    {
        if (call.Method != "GET")
        {
            _busyTurns.Add(_simulation.Turns);
        }

        return false;
    }

    // As every careful caller does: again until it is answered.
    private async Task<JsonElement> AskAsync(Func<HttpRequestMessage> request, HttpStatusCode expected)
    {
        string last = "nothing";
        for (int attempt = 0; attempt < 200; attempt++)
        {
            if (_backend is { } backend)
            {
                try
                {
                    using HttpResponseMessage response = await backend.Http.SendAsync(request());
                    if (response.StatusCode == expected)
                    {
                        return await response.Content.ReadFromJsonAsync<JsonElement>();
                    }

                    last = $"{response.StatusCode} {await response.Content.ReadAsStringAsync()}";
                }
                catch (HttpRequestException killed)
                {
                    last = killed.Message;
                }
            }

            if (_restart.IsFaulted)
            {
                await _restart;
            }

            await Task.Delay(Patience, _simulation.Time);
        }

        throw new TimeoutException($"There was no answer {expected}, but last {last}; the backend was started {_starts} times.");
    }

    private static HttpRequestMessage AsAgent(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Support-User", Agent);
        return request;
    }

    private static async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        var tables = new TableServiceClient(MemoryStorage.ConnectionString);
        await foreach (TableItem table in tables.QueryAsync())
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                dump.Append(table.Name).AppendJoin(' ', row.Select(static property => $" {property.Key}={Text(property.Value)}")).Append('\n');
            }
        }

        return dump.ToString();
    }

    private static string? Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(number is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

/// <summary>What a life is to be.</summary>
internal sealed record LifeOptions
{
    public int Seed { get; init; } = 1;

    public int Tickets { get; init; } = 1;

    /// <summary>From the opening on: within it the default model's critical tickets meet all their deadlines.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(5);

    /// <summary>Without faults, at the end.</summary>
    public TimeSpan Aftermath { get; init; } = TimeSpan.FromMinutes(30);

    public StorageFaults? Faults { get; init; }

    /// <summary>When the backend is killed.</summary>
    public IReadOnlyList<long> KillsAtTurns { get; init; } = [];
}
