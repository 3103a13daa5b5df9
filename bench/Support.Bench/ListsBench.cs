using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Local.Storage;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.Platform.Views;

namespace Support.Bench;

/// <summary>
/// What a page of a list costs when many tickets are open: requests to storage, which are the same on any storage, and the
/// time that storage in memory takes.
/// </summary>
internal static class ListsBench
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, TicketViewQuery Query)[] Questions =
    [
        ("everything", new TicketViewQuery()),
        ("team", new TicketViewQuery { Team = "team-7" }),
        ("assignee", new TicketViewQuery { Assignee = "agent-7" }),
        ("unassigned of a team", new TicketViewQuery { Team = "team-7", Assignee = string.Empty }),
        ("requester", new TicketViewQuery { Requester = "user7@example.com" }),
        ("critical of a team", new TicketViewQuery { Team = "team-7", Priority = Priority.Critical }),
        ("due within an hour", new TicketViewQuery { DueBefore = Now.AddHours(1) }),
        ("pending, application", new TicketViewQuery { Application = "app-3", Statuses = [TicketStatus.Pending] }),
        ("closed, requester", new TicketViewQuery { Requester = "user7@example.com", Statuses = [TicketStatus.Closed] }),
    ];

    public static Command Command()
    {
        var tickets = new Option<int>("--tickets") { DefaultValueFactory = _ => 100_000, Description = "How many; one in ten is closed." };
        var command = new Command("lists", "A page of the agents' lists, on storage in memory.") { tickets };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(tickets), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int tickets, CancellationToken cancellationToken)
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var counter = new StorageFaults(1);
        var client = new TableServiceClient(
            MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport(counter) });
        await client.CreateTableAsync(TableNames.TicketViews, cancellationToken);
        using var random = RandomNumberGenerator.Create();
        var projection = new TicketViewProjection(client, new TicketStore(client, random));
        long start = Stopwatch.GetTimestamp();
        var chance = new Random(1);
        for (int i = 0; i < tickets; i++)
        {
            await projection.ApplyAsync(AnyTicket(chance), opened: true, cancellationToken);
        }

        Console.WriteLine(
            $"{tickets} tickets listed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {(double)counter.Requests / tickets:0.0} requests each");
        var views = new TicketViewStore(client);
        foreach ((string name, TicketViewQuery query) in Questions)
        {
            await AskAsync(views, counter, name, query, cancellationToken);
        }

        return 0;
    }

    private static async Task AskAsync(
        TicketViewStore views, StorageFaults counter, string name, TicketViewQuery query, CancellationToken cancellationToken)
    {
        var took = new List<double>();
        (long most, int lines) = (0, 0);
        TicketViewCursor? after = null;
        for (int page = 0; page < 20 && (page == 0 || after is not null); page++)
        {
            (long before, long start) = (counter.Requests, Stopwatch.GetTimestamp());
            TicketViewPage read = await views.ListAsync(query with { After = after }, cancellationToken);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            most = Math.Max(most, counter.Requests - before);
            lines += read.Lines.Count;
            after = read.Next;
        }

        took.Sort();
        Console.WriteLine($"{name,-22} {lines,5} lines on {took.Count,2} pages, at most {most} requests a page, median {took[took.Count / 2]:0.0} ms, most {took[^1]:0.0} ms");
    }

    private static Ticket AnyTicket(Random chance) => new()
    {
        Id = TicketId.FromEntropy(BitConverter.GetBytes(chance.NextInt64())),
        Version = 1,
        Subject = "The checkout answers with an error since noon",
        Requester = new Requester($"user{chance.Next(5_000)}@example.com"),
        Organisation = $"org-{chance.Next(200)}",
        Application = $"app-{chance.Next(50)}",
        Kind = TicketKind.Incident,
        Impact = Grade.Low,
        Urgency = Grade.Low,
        Priority = (Priority)chance.Next(4),
        Status = chance.Next(10) == 0 ? TicketStatus.Closed : (TicketStatus)chance.Next(5),
        Tier = (Tier)chance.Next(3),
        TierSince = Now,
        Team = $"team-{chance.Next(40)}",
        Assignee = chance.Next(4) == 0 ? null : $"agent-{chance.Next(400)}",
        Channel = IntakeChannel.Api,
        OpenedAt = Now.AddHours(-chance.Next(2_000)),
        UpdatedAt = Now,
        Clocks =
        [
            new ClockState
            {
                Clock = ClockKind.Resolution,
                Cycle = 1,
                Policy = "p",
                Calendar = "c",
                Target = TimeSpan.FromHours(8),
                DueAt = chance.Next(10) == 0 ? null : Now.AddMinutes(chance.Next(20_000)),
            },
        ],
    };
}
