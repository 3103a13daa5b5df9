using System.Collections.Concurrent;
using System.Net;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Crashes;

/// <summary>
/// Eight callers open tickets, each as fast as it is answered, and repeat with the same key what was not answered; the
/// host is killed in the midst of it, twenty times over, and now and then again while it starts.
/// </summary>
public sealed class TicketsUnderLoad : IAsyncLifetime
{
    private const int Seed = 20_262;
    private const int Callers = 8;
    private const int Kills = 20;
    private const int TicketsPerCaller = 2;

    /// <summary>Whose tickets they are.</summary>
    internal const string Requester = "load@customer.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The only deadline within ten minutes of real time: one warning after six seconds.
    private readonly ModelFile _model = ModelFile.Changed(static model =>
    {
        model["escalationPolicies"]!.AsArray().RemoveAll(static policy => policy!["id"]!.GetValue<string>() != "low");
        model["slaPolicies"]![0]!["targets"]!["critical"]!["firstResponse"] = "PT100H";
        model["slaPolicies"]![0]!["targets"]!["critical"]!["resolution"] = "PT5000H";
        model["slaPolicies"]![0]!["warnings"]!.AsArray().Clear();
        model["slaPolicies"]![0]!["warnings"]!.AsArray().Add(0.01);
    });

    private readonly MailSink _mails = new();
    private readonly Random _random = new(Seed);
    private readonly ConcurrentDictionary<string, string> _confirmed = new();
    private BackendProcess? _process;

    /// <summary>The reference that each key was confirmed with.</summary>
    internal IReadOnlyDictionary<string, string> Confirmed => _confirmed;

    /// <summary>Keys that were answered before the last kill and asked again after it, and the reference of that answer.</summary>
    internal IReadOnlyDictionary<string, string> AskedAgain { get; private set; } = new Dictionary<string, string>();

    internal IReadOnlyDictionary<string, History> Histories { get; private set; } = new Dictionary<string, History>();

    /// <summary>What the agents' list shows in the end.</summary>
    internal IReadOnlyList<string> Listed { get; private set; } = [];

    internal IReadOnlyList<ReceivedMail> Mails => _mails.Mails;

    private Api Api => _process!.Api;

    public async Task InitializeAsync()
    {
        _process = await BackendProcess.StartAsync(new BackendSettings { Speed = 600, Model = _model.Location, Mails = _mails });
        int kills = 0;
        for (int round = 0; kills < Kills; round++)
        {
            int before = _confirmed.Count;
            Task load = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync($"{round}-{caller}")));

            // Somewhere among the first half of the round's tickets, so that there is always one under way.
            int killAfter = before + _random.Next(1, Callers * TicketsPerCaller / 2);
            await Eventually.TrueAsync(() => _confirmed.Count >= killAfter, Patience, "tickets that are confirmed");
            await _process.KillAsync();
            kills++;

            // Now and then it dies again before it is up, with all that the last one left still to be taken up.
            while (kills < Kills && _random.Next(4) == 0)
            {
                await _process.StartAndKillAsync();
                kills++;
            }

            await _process.StartAsync();
            await load;
        }

        await CollectAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _mails.Dispose();
        _model.Dispose();
    }

    private async Task CallAsync(string caller)
    {
        for (int i = 0; i < TicketsPerCaller; i++)
        {
            string key = $"{caller}-{i}";
            _confirmed[key] = await OpenAsync(key);
        }
    }

    private async Task<string> OpenAsync(string key)
    {
        Answer opened = await Eventually.GetAsync(
            () => Api.PostAsync("api/tickets", Ticket(key), ("Idempotency-Key", key)),
            static answer => answer.Status == HttpStatusCode.Created,
            Patience,
            $"a ticket for {key}");
        return opened["id"]!;
    }

    private async Task CollectAsync()
    {
        string[] ids = [.. _confirmed.Values];

        // Waiting for the mails costs the backend nothing; asking for so many histories again and again does.
        await Eventually.TrueAsync(
            () => _mails.Mails.Where(static mail => mail.Recipient != Requester).DistinctBy(static mail => mail.TicketId).Count() >= ids.Length,
            Patience,
            "a warning of every ticket");
        var histories = new ConcurrentDictionary<string, History>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, _) => histories[id] = await Eventually.GetAsync(
            () => Api.HistoryAsync(id), IsQuiet, Patience, "a warning, and notices that are sent"));
        Histories = histories;
        Listed = await Eventually.GetAsync(ListAsync, list => list.Count >= ids.Length, Patience, "a list of all tickets");
        var again = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(_confirmed.Keys, async (key, _) => again[key] = await OpenAsync(key));
        AskedAgain = again;
    }

    private static bool IsQuiet(History history) =>
        history.OfType("slaWarned").Any()
        && history.Notices.Any(static notice => notice.Reason == "slaWarning")
        && history.Notices.All(static notice => notice.Fate == "sent");

    private async Task<IReadOnlyList<string>> ListAsync()
    {
        var ids = new List<string>();
        string? page = $"api/desk/tickets?requester={Requester}&limit=200";
        while (page is not null)
        {
            Answer list = await Api.GetAsAsync("nadia", page);
            ids.AddRange(list.Json.GetProperty("tickets").EnumerateArray().Select(static line => line.GetProperty("id").GetString()!));
            page = list.Header("Link") is { } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
        }

        return ids;
    }

    private static object Ticket(string key) => new
    {
        subject = $"Ticket {key}",
        description = "It does not work.",
        requester = new { email = Requester },
        application = "shop",
        impact = "high",
        urgency = "high",
    };
}

/// <summary>Runs alone: its callers leave nothing of the machine to others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TicketsUnderLoadTests : ICollectionFixture<TicketsUnderLoad>
{
    public const string Name = "Tickets under load";
}
