using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Intake.Chat;
using Support.Functions.Intake.Tests.Vendors;
using Support.Local.Storage;
using Support.Platform.Chat;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Receipts;
using Support.Platform.Relations;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Intake.Tests.Chat;

/// <summary>The chat's functions with everything behind them, on storage in memory.</summary>
internal sealed class ChatApp
{
    public const string Shop = "https://shop.example.com";

    private readonly OpenChatFunction _open;
    private readonly WriteInChatFunction _write;
    private readonly ReadChatFunction _read;
    private readonly ChatStreamFunction _stream;
    private readonly EndChatFunction _end;
    private readonly ChatPreflightFunction _preflight;
    private readonly TicketDesk _desk;

    private ChatApp(TableServiceClient tables)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Support:PublicBaseUrl", "https://help.example.com")]).Build();
        SupportModel model = new SupportModelSource(configuration).Current;
        model = model with { Intake = model.Intake with { Chat = new ChatIntake { Origins = [Shop] } } };
        var source = new SupportModelSource(model);
        var random = RandomNumberGenerator.Create();
        var keys = new KeyRing(tables, random);
        var store = new TicketStore(tables, random);
        var intents = new OutboxIntents(tables, Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(new SilentBus(), intents, NullLogger<OutboxPublisher>.Instance);
        _desk = new TicketDesk(store, intents, publisher, keys, source, new ModelChanges(source, new ModelLedger(tables, Time), Time), Time, random);
        var sessions = new ChatSessions(tables, Time, random);
        var tokens = new ChatTokens(new ExpiringTokens(keys, Time), Time);
        var door = new ChatDoor(sessions, tokens, source, configuration);
        Listening = new ChatListening(sessions, new ChatConversations(store, sessions), Time);
        var writing = new ChatWriting(_desk, sessions, new IntakeReceipts(tables, Time), new MergedConversations(store));
        _open = new OpenChatFunction(door, sessions, tokens, source, Time);
        _write = new WriteInChatFunction(door, sessions, writing, new TicketLinks(keys, Time, configuration), source, Time);
        _read = new ReadChatFunction(door, sessions, Listening);
        _stream = new ChatStreamFunction(door, sessions, tokens, Listening, Time);
        _end = new EndChatFunction(door, _desk);
        _preflight = new ChatPreflightFunction(door);
    }

    public ManualTimeProvider Time { get; } = new();

    public ChatListening Listening { get; }

    public static async Task<ChatApp> NewAsync()
    {
        var tables = new TableServiceClient(
            MemoryStorage.ConnectionString, new TableClientOptions { Transport = new MemoryStorage(TimeProvider.System).CreateTransport() });
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        return new ChatApp(tables);
    }

    /// <summary>Begins a chat.</summary>
    public async Task<(string Session, string Token)> BeginAsync(string body = "{}")
    {
        Seen opened = await OpenAsync(body);
        Assert.Equal(201, opened.Status);
        return (opened.Body.GetProperty("session").GetString()!, opened.Body.GetProperty("token").GetString()!);
    }

    public Task<Seen> OpenAsync(string body, string? origin = null) => SeeAsync(_open.RunAsync(Request("POST", null, body, origin), default));

    public Task<Seen> WriteAsync(string session, string? token, string id, string text, string? origin = null) =>
        SeeAsync(_write.RunAsync(Request("POST", token, JsonSerializer.Serialize(new { id, text }), origin), session, default));

    public Task<Seen> ReadAsync(string session, string? token, string query = "?after=0") =>
        SeeAsync(_read.RunAsync(Request("GET", token, null, null, query), session, default));

    public Task<Seen> TicketAsync(string session, string? token) => SeeAsync(_stream.OpenAsync(Request("POST", token, "{}"), session, default));

    /// <summary>What the stream's function answers; a stream that is granted is not followed.</summary>
    public Task<IResult> StreamAsync(string session, string query) => _stream.StreamAsync(Request("GET", null, null, null, query), session, default);

    public Task<Seen> EndAsync(string session, string? token, string body = "{}") => SeeAsync(_end.RunAsync(Request("POST", token, body), session, default));

    public Task<Seen> PreflightAsync(string origin) => SeeAsync(_preflight.RunAsync(Request("OPTIONS", null, null, origin), default));

    public async Task ReplyAsync(string ticket, string text)
    {
        var request = new CommandRequest { Actor = new Actor(ActorKind.Agent, "nadia", "Nadia"), Channel = IntakeChannel.Desk };
        Assert.IsType<CommandResult.Done>(await _desk.ExecuteAsync(TicketId.Parse(ticket), new ReplyToRequester(text), request, default));
    }

    /// <summary>What the caller sees.</summary>
    public static async Task<Seen> SeeAsync(Task<IResult> result)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await result).ExecuteAsync(context);
        return new Seen(context.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body.ToArray()), context.Response.Headers);
    }

    private static HttpRequest Request(string method, string? token, string? body, string? origin = null, string query = "")
    {
        HttpRequest request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Host, request.QueryString) = (method, "/api/chat", new HostString("functions.example.net"), new QueryString(query));
        if (body is not null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            (request.ContentType, request.ContentLength, request.Body) = ("application/json", bytes.Length, new MemoryStream(bytes));
        }

        if (token is not null)
        {
            request.Headers.Authorization = $"Bearer {token}";
        }

        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        return request;
    }
}

/// <summary>What a caller sees.</summary>
internal sealed record Seen(int Status, JsonElement Body, IHeaderDictionary Headers);
