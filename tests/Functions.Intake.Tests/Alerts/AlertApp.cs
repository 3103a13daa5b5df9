using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Tickets;
using Support.Functions.Intake.Alerts;
using Support.Functions.Intake.Sources;
using Support.Functions.Intake.Tests.Vendors;
using Support.Local.Storage;
using Support.Platform.Content;
using Support.Platform.Correlations;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Receipts;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.TestKit.Time;

namespace Support.Functions.Intake.Tests.Alerts;

/// <summary>The six ways in for alerts, on storage in memory.</summary>
internal sealed class AlertApp
{
    public const string Secret = "a-secret-of-32-characters-or-so!";
    public const string NextSecret = "the-secret-that-comes-after-it!!";

    private readonly TableServiceClient _tables;
    private readonly AlertDoor _door;
    private readonly SupportModelSource _model;

    private AlertApp(TableServiceClient tables, BlobServiceClient blobs, IConfiguration configuration)
    {
        _tables = tables;
        var random = RandomNumberGenerator.Create();
        Store = new TicketStore(tables, random);
        _model = new SupportModelSource(configuration);
        var intents = new OutboxIntents(tables, Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(new SilentBus(), intents, NullLogger<OutboxPublisher>.Instance);
        Desk = new TicketDesk(Store, intents, publisher, new KeyRing(tables, random), _model, new ModelChanges(_model, new ModelLedger(tables, Time), Time), Time, random);
        var alerts = new AlertDesk(new AlertStore(tables), new AlertEffects(Desk, Store), _model, Time, random);
        _door = new AlertDoor(alerts, new IntakeReceipts(tables, Time), new IntakeSecrets(configuration), new ContentStore(blobs, random), NullLogger<AlertDoor>.Instance);
    }

    public ManualTimeProvider Time { get; } = new();

    public TicketStore Store { get; }

    public TicketDesk Desk { get; }

    /// <summary>An app in which every source has two valid secrets; none has one where that is asked.</summary>
    public static async Task<AlertApp> NewAsync(bool setUp = true, bool acceptUnsigned = false)
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var tables = new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        var blobs = new BlobServiceClient(MemoryStorage.ConnectionString, new BlobClientOptions { Transport = storage.CreateTransport() });
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        await blobs.GetBlobContainerClient(ContentStore.ContainerName).CreateIfNotExistsAsync();
        IEnumerable<KeyValuePair<string, string?>> settings = setUp
            ? new[] { "alertmanager", "grafana", "azure-monitor", "pagerduty", "datadog", "cloudevents" }.SelectMany(static source => new[]
            {
                KeyValuePair.Create($"Intake:{source}:secret", (string?)Secret), KeyValuePair.Create($"Intake:{source}:secretNext", (string?)NextSecret),
            })
            : [KeyValuePair.Create("Intake:acceptUnsigned", (string?)(acceptUnsigned ? "true" : "false"))];
        return new AlertApp(tables, blobs, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    public Task<(int Status, JsonElement Body, IHeaderDictionary Headers)> PostAsync(string source, string body, params (string Name, string Value)[] headers) =>
        PostAsync(source, Encoding.UTF8.GetBytes(body), string.Empty, headers);

    public async Task<(int Status, JsonElement Body, IHeaderDictionary Headers)> PostAsync(
        string source, byte[] body, string query, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        HttpRequest request = context.Request;
        (request.Method, request.ContentLength, request.Body) = ("POST", body.Length, new MemoryStream(body));
        request.QueryString = new QueryString(query);
        foreach ((string name, string value) in headers)
        {
            request.Headers[name] = value;
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await RunAsync(source, request)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.Length == 0 ? default : JsonElement.Parse(answer.ToArray()), context.Response.Headers);
    }

    public async Task<IReadOnlyList<Ticket>> TicketsAsync()
    {
        var tickets = new List<Ticket>();
        await foreach (TableEntity row in _tables.GetTableClient(TableNames.Tickets).QueryAsync<TableEntity>("RowKey eq 'head'"))
        {
            tickets.Add((await Store.FindAsync(TicketId.Parse(row.PartitionKey), default))!.Ticket);
        }

        return tickets;
    }

    private Task<IResult> RunAsync(string source, HttpRequest request) => source switch
    {
        "alertmanager" => new AlertmanagerFunction(_door).RunAsync(request, default),
        "grafana" => new GrafanaFunction(_door, Time).RunAsync(request, default),
        "azure-monitor" => new AzureMonitorFunction(_door).RunAsync(request, default),
        "datadog" => new DatadogFunction(_door).RunAsync(request, default),
        "pagerduty" => new PagerDutyFunction(_door).RunAsync(request, default),
        "handshake" => Task.FromResult(new CloudEventsFunction(_door, _model).Handshake(request, CancellationToken.None)),
        _ => new CloudEventsFunction(_door, _model).RunAsync(request, default),
    };
}
