using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Access;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Functions.Desk.Tickets.Bulk;
using Support.Functions.Desk.Tickets.Commands;
using Support.Functions.Desk.Tickets.Phone;
using Support.Functions.Desk.Views;
using Support.Local.Storage;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Notices;
using Support.Platform.Outbox;
using Support.Platform.Relations;
using Support.Platform.Search;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Desk.Tests.Fakes;

/// <summary>The desk's functions with everything behind them, on storage in memory; the lists follow each change at once.</summary>
internal sealed class DeskApp
{
    private static readonly SupportModel DefaultModel = new SupportModelSource(new ConfigurationBuilder().Build()).Current;

    private readonly TicketViewProjection _projection;
    private readonly TicketWordProjection _words;
    private readonly TicketDesk _desk;

    private DeskApp(TableServiceClient tables)
    {
        SupportModel model = DefaultModel with
        {
            Agents = new Dictionary<string, Agent>(DefaultModel.Agents)
            {
                ["olu"] = new() { Name = "Olu", Email = "olu@vendor.example", External = new TicketScope([], ["payroll"]) },
            },
        };
        var source = new SupportModelSource(model);
        var random = RandomNumberGenerator.Create();
        Store = new TicketStore(tables, random);
        var intents = new OutboxIntents(tables, Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(new SilentBus(), intents, NullLogger<OutboxPublisher>.Instance);
        _desk = new TicketDesk(Store, intents, publisher, new KeyRing(tables, random), source, new ModelChanges(source, new ModelLedger(tables, Time), Time), Time, random);
        _projection = new TicketViewProjection(tables, Store);
        _words = new TicketWordProjection(tables, Store);
        var agents = new SignedInAgents(source);
        var views = new TicketViewStore(tables);
        var saved = new SavedViewStore(tables);
        var named = new NamedViews(saved);
        var door = new CommandDoor(_desk);
        Commands = new CommandFunction(door, agents, source, Time);
        Entry = new EnterTicketFunction(_desk, agents, source, Time);
        var search = new TicketSearch(tables, views);
        Lists = new ListTicketsFunction(views, search, agents);
        Tickets = new ShowTicketFunction(
            Store, new MergedConversations(Store), new TicketHistory(Store, new NoticeLog(tables, random)), new KnownTickets(Store, agents), source, Time);
        Bulk = new BulkFunction(new BulkCommands(door, named, views, search), agents);
        Views = new ViewsFunction(saved, named, views, search, agents, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public TicketStore Store { get; }

    public CommandFunction Commands { get; }

    public EnterTicketFunction Entry { get; }

    public ListTicketsFunction Lists { get; }

    public ShowTicketFunction Tickets { get; }

    public BulkFunction Bulk { get; }

    public ViewsFunction Views { get; }

    public static async Task<DeskApp> NewAsync()
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var tables = new TableServiceClient(
            MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        return new DeskApp(tables);
    }

    /// <summary>Opens a ticket and lists it.</summary>
    public async Task<Ticket> OpenAsync(string application = "shop", string subject = "Down", string description = "Nothing works.")
    {
        var request = new CommandRequest { Actor = new Actor(ActorKind.Requester, "ann@example.com"), Channel = IntakeChannel.Api };
        var command = new OpenTicket
        {
            Subject = subject,
            Description = description,
            Requester = new Requester("ann@example.com"),
            Application = application,
        };
        Ticket ticket = Assert.IsType<CommandResult.Done>(await _desk.OpenAsync(command, request, CancellationToken.None)).Ticket;
        await _projection.ApplyAsync(ticket, opened: true, CancellationToken.None);
        await _words.ApplyAsync(ticket, opened: true, CancellationToken.None);
        return ticket;
    }

    /// <summary>Brings the lists up to the ticket.</summary>
    public async Task ListAgainAsync(TicketId id)
    {
        Ticket ticket = (await Store.FindAsync(id, CancellationToken.None))!.Ticket;
        await _projection.ApplyAsync(ticket, opened: false, CancellationToken.None);
        await _words.ApplyAsync(ticket, opened: false, CancellationToken.None);
    }

    /// <summary>A request of somebody who is signed in.</summary>
    public static HttpRequest Request(string user, string? body = null, string query = "", string[]? roles = null, params (string Name, string Value)[] headers)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = body is null ? "GET" : "POST";
        request.Path = "/api/desk";
        request.QueryString = new QueryString(query);
        if (body is not null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            (request.ContentType, request.ContentLength, request.Body) = ("application/json", bytes.Length, new MemoryStream(bytes));
        }

        var claims = new List<object> { new { typ = "preferred_username", val = user } };
        claims.AddRange((roles ?? []).Select(role => new { typ = "roles", val = role }));
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { claims }));
        foreach ((string name, string value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }

    /// <summary>What the caller sees.</summary>
    public static async Task<Answer> SeeAsync(Task<IResult> result)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await result).ExecuteAsync(context);
        JsonElement json = body.Length == 0 ? JsonElement.Parse("null") : JsonElement.Parse(body.ToArray());
        return new Answer(context.Response.StatusCode, json, context.Response.Headers);
    }
}

/// <summary>What the caller sees.</summary>
internal sealed record Answer(int Status, JsonElement Body, IHeaderDictionary Headers)
{
    /// <summary>The references of a list.</summary>
    public string[] Tickets => [.. Body.GetProperty("tickets").EnumerateArray().Select(line => line.GetProperty("id").GetString()!)];
}
