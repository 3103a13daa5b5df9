using System.Diagnostics;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Life;

/// <summary>
/// Four hours of business time in 24 seconds, on two backends at once: on one nothing is disturbed, and an agent takes one
/// of its two tickets; the other is killed and started again three times while nobody touches its ticket.
/// </summary>
public sealed class CriticalTickets : IAsyncLifetime
{
    private const int Speed = 600;
    private const int Seed = 20_261;
    private const string LastStep = "resolution-breach";
    private const int TakesMax = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstWarning = TimeSpan.FromMinutes(7.5);

    private static readonly object Ticket = new
    {
        subject = "Checkout is down",
        description = "Nobody can pay.",
        requester = new { email = "ann@customer.example", name = "Ann Lee" },
        application = "shop",
        impact = "high",
        urgency = "high",
    };

    private readonly ModelFile _model = ModelFile.WithStillRotas();

    /// <summary>Nobody touched it.</summary>
    internal TicketRun Untouched { get; private set; } = null!;

    /// <summary>An agent took it, answered and resolved.</summary>
    internal TicketRun Taken { get; private set; } = null!;

    /// <summary>Nobody touched it, and its host was killed on the way.</summary>
    internal TicketRun Disturbed { get; private set; } = null!;

    /// <summary>How often its host was ready.</summary>
    internal int Starts { get; private set; }

    public Task InitializeAsync() => Task.WhenAll(LiveInPeaceAsync(), LiveWithKillsAsync());

    public Task DisposeAsync()
    {
        _model.Dispose();
        return Task.CompletedTask;
    }

    // In seconds after the opening: while the first response runs out, before the ticket reaches the third tier, and
    // before its end.
    private static double[] Moments(Random random) =>
        [0.2 + random.NextDouble(), 5 + (7 * random.NextDouble()), 16 + (6 * random.NextDouble())];

    private async Task LiveInPeaceAsync()
    {
        using var mails = new MailSink();
        await using BackendProcess backend = await BackendProcess.StartAsync(Settings(mails));
        Api api = backend.Api;
        await HandleAsync(api, await OpenAsync(api));

        Task<string> taken = OpenAndHandleAsync(api);
        string untouched = await OpenAsync(api);
        await EndOfAsync(untouched, api, backend);
        Untouched = await TicketRun.CollectAsync(untouched, api, mails);
        Taken = await TicketRun.CollectAsync(await taken, api, mails);
    }

    private async Task LiveWithKillsAsync()
    {
        using var mails = new MailSink();
        await using BackendProcess backend = await BackendProcess.StartAsync(Settings(mails));
        Api api = backend.Api;
        string id = await OpenAsync(api);
        long opened = Stopwatch.GetTimestamp();
        foreach (double moment in Moments(new Random(Seed)))
        {
            await Eventually.ReachAsync(opened, TimeSpan.FromSeconds(moment));
            await backend.KillAsync();
            await backend.StartAsync();
        }

        await EndOfAsync(id, api, backend);
        Starts = backend.Output.Count(static line => line == "ready");
        Disturbed = await TicketRun.CollectAsync(id, api, mails);
    }

    private BackendSettings Settings(MailSink mails) => new() { Speed = Speed, Model = _model.Location, Mails = mails };

    private static async Task<string> OpenAsync(Api api) => (await api.OpenAsync(Ticket))["id"]!;

    // The agent has 750 ms until the first warning. On a machine that was busier than that, another ticket is taken.
    private static async Task<string> OpenAndHandleAsync(Api api)
    {
        for (int attempt = 0; attempt < TakesMax; attempt++)
        {
            string id = await OpenAsync(api);
            await HandleAsync(api, id);
            History history = await api.HistoryAsync(id);
            if (history.OfType("messageAdded").Single(static message => message.Actor == "agent" && message.Text("withStatusChange") != "True").At
                < history.OpenedAt + FirstWarning)
            {
                return id;
            }
        }

        throw new InvalidOperationException("The machine is too busy for an agent to answer in time.");
    }

    private static async Task HandleAsync(Api api, string id)
    {
        await api.CommandAsync("ben", id, "take");
        await api.CommandAsync("ben", id, "reply", new { text = "We are on it." });
        await api.CommandAsync("ben", id, "resolve", new { text = "It works again.", reason = "restarted" });
    }

    // Its end: the last step has happened, and nobody is still to be told.
    private static async Task EndOfAsync(string id, Api api, BackendProcess backend)
    {
        try
        {
            await Eventually.GetAsync(
                () => api.HistoryAsync(id),
                history => history.HasStep(LastStep)
                    && history.Notices.Count >= TheDefaultModel.NoticesOfAnUntouchedTicket.Count
                    && history.Notices.All(notice => notice.Fate == "sent"),
                Patience,
                "an untouched ticket's end");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}{Environment.NewLine}{backend.Told()}", late);
        }
    }
}

/// <summary>The tests that look at what those tickets left behind.</summary>
[CollectionDefinition(Name)]
public sealed class CriticalTicketTests : ICollectionFixture<CriticalTickets>
{
    public const string Name = "Critical tickets";
}
