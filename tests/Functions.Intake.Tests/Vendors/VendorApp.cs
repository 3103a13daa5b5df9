using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Functions.Intake.Vendors;
using Support.Local.Storage;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Intake.Tests.Vendors;

/// <summary>What a vendor's link reaches, on storage in memory: payroll's vendor of the default model is asked.</summary>
internal sealed class VendorApp
{
    public const string Vendor = "support@paymaster.example.test";

    private static readonly Actor Mara = new(ActorKind.Agent, "mara", "Mara Costa");

    private readonly TicketDesk _desk;
    private readonly TicketLinks _links;
    private readonly VendorAnswerFunction _function;

    private VendorApp(TableServiceClient tables)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Support:PublicBaseUrl", "https://help.example.test")]).Build();
        var random = RandomNumberGenerator.Create();
        var keys = new KeyRing(tables, random);
        Store = new TicketStore(tables, random);
        var intents = new OutboxIntents(tables, Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(new SilentBus(), intents, NullLogger<OutboxPublisher>.Instance);
        var model = new SupportModelSource(configuration);
        _desk = new TicketDesk(Store, intents, publisher, keys, model, new ModelChanges(model, new ModelLedger(tables, Time), Time), Time, random);
        _links = new TicketLinks(keys, Time, configuration);
        _function = new VendorAnswerFunction(_desk, new VendorTickets(Store, _links));
    }

    public ManualTimeProvider Time { get; } = new();

    public TicketStore Store { get; }

    public static async Task<VendorApp> NewAsync()
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var tables = new TableServiceClient(
            MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        return new VendorApp(tables);
    }

    /// <summary>A ticket of payroll on its last tier.</summary>
    public async Task<Ticket> OpenAsync()
    {
        var request = new CommandRequest { Actor = new Actor(ActorKind.Requester, "ann@example.com"), Channel = IntakeChannel.Api };
        var command = new OpenTicket
        {
            Subject = "Wrong wage tax",
            Description = "My own words.",
            Requester = new Requester("ann@example.com"),
            Application = "payroll",
        };
        Ticket ticket = Assert.IsType<CommandResult.Done>(await _desk.OpenAsync(command, request, CancellationToken.None)).Ticket;
        await DoAsync(ticket.Id, new EscalateTicket("a bug", Tier.L3));
        await DoAsync(ticket.Id, new TakeTicket("mara"));
        return await DoAsync(ticket.Id, new AddNote("Do not tell them that we lost the contract."));
    }

    /// <summary>A ticket that the vendor was asked about.</summary>
    public async Task<Ticket> AskedAsync() =>
        await DoAsync((await OpenAsync()).Id, new HandOffToVendor("Which table is right?", "a bug in their product"));

    public async Task<Ticket> DoAsync(TicketId id, TicketCommand command)
    {
        var request = new CommandRequest { Actor = Mara, Channel = IntakeChannel.Desk };
        return Assert.IsType<CommandResult.Done>(await _desk.ExecuteAsync(id, command, request, CancellationToken.None)).Ticket;
    }

    public async Task<Ticket> FindAsync(TicketId id) => (await Store.FindAsync(id, CancellationToken.None))!.Ticket;

    public async Task<string> TokenAsync(TicketId id, string vendor = Vendor) =>
        HttpUtility.ParseQueryString((await _links.ForVendorAsync(id, vendor, Time.GetUtcNow(), CancellationToken.None)).Query)[TicketLinks.Parameter]!;

    public async Task<string> RequesterTokenAsync(TicketId id) =>
        HttpUtility.ParseQueryString((await _links.ForRequesterAsync(id, Time.GetUtcNow(), CancellationToken.None)).Query)[TicketLinks.Parameter]!;

    public async Task<(int Status, JsonElement Body)> ReadAsync(string id, string? token) =>
        await SeeAsync(_function.ReadAsync(Request(token, null, null), id, CancellationToken.None));

    public async Task<(int Status, JsonElement Body)> AnswerAsync(TicketId id, string? token, string body, string? key = null) =>
        await SeeAsync(_function.AnswerAsync(Request(token, body, key), id.Value, CancellationToken.None));

    private static HttpRequest Request(string? token, string? body, string? key)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = (body is null ? "GET" : "POST", "/api/vendor/tickets");
        request.QueryString = token is null ? QueryString.Empty : QueryString.Create(TicketLinks.Parameter, token);
        if (body is not null)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            (request.ContentType, request.ContentLength, request.Body) = ("application/json", bytes.Length, new MemoryStream(bytes));
        }

        if (key is not null)
        {
            request.Headers["Idempotency-Key"] = key;
        }

        return request;
    }

    private static async Task<(int Status, JsonElement Body)> SeeAsync(Task<IResult> result)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await result).ExecuteAsync(context);
        return (context.Response.StatusCode, JsonElement.Parse(body.ToArray()));
    }
}
