using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Functions.Intake.Sources;
using Support.Functions.Intake.Tests.Vendors;
using Support.Functions.Intake.Tests.Webhooks.Mirroring;
using Support.Functions.Intake.Webhooks;
using Support.Local.Storage;
using Support.Platform.Correlations;
using Support.Platform.Links;
using Support.Platform.Mirrors;
using Support.Platform.Model;
using Support.Platform.Outbox;
using Support.Platform.Receipts;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.TestKit.Time;

namespace Support.Functions.Intake.Tests.Webhooks;

/// <summary>Where other systems deliver, on storage in memory.</summary>
internal sealed class WebhookApp
{
    public const string Secret = "a-long-enough-secret";

    private readonly WebhookFunction _function;

    private WebhookApp(TableServiceClient tables, IConfiguration configuration, SupportModelSource model, FakeServiceNow? serviceNow)
    {
        ServiceNow = serviceNow ?? new FakeServiceNow();
        var random = RandomNumberGenerator.Create();
        var keys = new KeyRing(tables, random);
        Store = new TicketStore(tables, random);
        var intents = new OutboxIntents(tables, Time, random, NullLogger<OutboxIntents>.Instance);
        var publisher = new OutboxPublisher(new SilentBus(), intents, NullLogger<OutboxPublisher>.Instance);
        Desk = new TicketDesk(Store, intents, publisher, keys, model, new ModelChanges(model, new ModelLedger(tables, Time), Time), Time, random);
        var intake = new WebhookIntakeDesk(Desk, Store, new ExternalRecords(tables, random), model);
        var receipts = new WebhookReceipts(new IntakeReceipts(tables, Time), Time);
        Mirror = new TicketMirror(
            Store, Desk, new MirrorLog(tables, Time), new ServiceNowTable(ServiceNow, new MirrorCredentials(configuration, Time)), new ExternalRecords(tables, random), model, Time, NullLogger<TicketMirror>.Instance);
        _function = new WebhookFunction(intake, new WebhookSender(new IntakeSecrets(configuration), Time), receipts, model);
    }

    public ManualTimeProvider Time { get; } = new();

    public TicketStore Store { get; }

    public TicketDesk Desk { get; }

    /// <summary>The instance that it mirrors tickets to, where the model says so.</summary>
    public FakeServiceNow ServiceNow { get; }

    public TicketMirror Mirror { get; }

    /// <summary>An app with a secret for each source.</summary>
    /// <param name="sources">The model's <c>intake.webhooks</c>.</param>
    /// <param name="settings">Settings beside the secrets, or in their place.</param>
    public static Task<WebhookApp> NewAsync(string sources = "{}", params (string Name, string? Value)[] settings) =>
        NewAsync(null, sources, settings);

    /// <summary>An app that mirrors to that instance.</summary>
    public static async Task<WebhookApp> NewAsync(FakeServiceNow? serviceNow, string sources, params (string Name, string? Value)[] settings)
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var tables = new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = storage.CreateTransport() });
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        Dictionary<string, string?> all = new()
        {
            ["Intake:github:secret"] = Secret, ["Intake:jira:secret"] = Secret, ["Intake:servicenow:secret"] = Secret, ["Intake:form:secret"] = Secret,
        };
        foreach ((string name, string? value) in settings)
        {
            all[name] = value;
        }

        return new WebhookApp(tables, new ConfigurationBuilder().AddInMemoryCollection(all).Build(), new SupportModelSource(Model(sources)), serviceNow);
    }

    public static string Sign(string body, string secret = Secret) => IntakeSecrets.Sign(secret, Encoding.UTF8.GetBytes(body));

    /// <summary>A delivery of GitHub, signed.</summary>
    public Task<(int Status, JsonElement Body)> GitHubAsync(string body, string happened = "issues", string delivery = "d-1") =>
        PostAsync("github", body, ("X-Hub-Signature-256", $"sha256={Sign(body)}"), ("X-GitHub-Event", happened), ("X-GitHub-Delivery", delivery));

    /// <summary>A delivery of ServiceNow, by password.</summary>
    public Task<(int Status, JsonElement Body)> ServiceNowAsync(string body) =>
        PostAsync("servicenow", body, ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))}"));

    public async Task<(int Status, JsonElement Body)> PostAsync(string source, string body, params (string Name, string Value)[] headers)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        (request.Method, request.Path, request.ContentType) = ("POST", $"/api/intake/webhooks/{source}", "application/json");
        (request.ContentLength, request.Body) = (bytes.Length, new MemoryStream(bytes));
        foreach ((string name, string value) in headers)
        {
            request.Headers[name] = value;
        }

        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await _function.RunAsync(request, source, CancellationToken.None)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.Length == 0 ? default : JsonElement.Parse(answer.ToArray()));
    }

    public async Task<Ticket> TicketAsync(JsonElement outcome) =>
        (await Store.FindAsync(TicketId.Parse(outcome.GetProperty("ticketId").GetString()!), CancellationToken.None))!.Ticket;

    public async Task<string[]> TextsAsync(Ticket ticket) =>
        [.. (await Store.MessagesAsync(ticket.Id, CancellationToken.None)).Select(static message => $"{(message.Public ? "" : "note: ")}{message.Text}")];

    private static SupportModel Model(string sources, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Support.Platform", "Model", "support-model.json");
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        JsonNode tree = JsonNode.Parse(File.ReadAllText(file), documentOptions: options)!;
        tree["intake"]!["webhooks"] = JsonNode.Parse(sources);
        ModelReadResult read = SupportModelReader.Read(tree.ToJsonString());
        return read.Model ?? throw new InvalidOperationException(string.Join('\n', read.Mistakes));
    }
}
