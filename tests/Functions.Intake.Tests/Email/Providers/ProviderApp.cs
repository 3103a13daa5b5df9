using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Support.Domain.Tickets;
using Support.Functions.Intake.Email;
using Support.Functions.Intake.Email.Providers;
using Support.Functions.Intake.Sources;
using Support.Functions.Intake.Tests.Vendors;
using Support.Local.Storage;
using Support.Platform;
using Support.Platform.Content;
using Support.Platform.Storage;
using Support.Platform.Tickets;
using Support.TestKit.Time;
using Xunit;

namespace Support.Functions.Intake.Tests.Email.Providers;

/// <summary>The functions that providers deliver mails to, on storage in memory.</summary>
internal sealed class ProviderApp : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-provider";

    private readonly ServiceProvider _services;

    private ProviderApp(ServiceProvider services, StorageFaults faults) => (_services, Faults) = (services, faults);

    /// <summary>What goes wrong on the way to storage: nothing until a test plans it.</summary>
    public StorageFaults Faults { get; }

    public ManualTimeProvider Time => (ManualTimeProvider)_services.GetRequiredService<TimeProvider>();

    /// <param name="settings">Settings of the app.</param>
    public static Task<ProviderApp> NewAsync(params (string Name, string Value)[] settings) => NewAsync(settings, static _ => { });

    /// <param name="settings">Settings of the app.</param>
    /// <param name="surround">What surrounds the app in the place of the real things.</param>
    public static async Task<ProviderApp> NewAsync((string Name, string Value)[] settings, Action<IServiceCollection> surround)
    {
        var storage = new MemoryStorage(TimeProvider.System);
        var faults = new StorageFaults(1);
        HttpPipelineTransport transport = storage.CreateTransport(faults);
        var tableOptions = new TableClientOptions { Transport = transport };
        var blobOptions = new BlobClientOptions { Transport = transport };
        tableOptions.Retry.MaxRetries = blobOptions.Retry.MaxRetries = 0;
        var tables = new TableServiceClient(MemoryStorage.ConnectionString, tableOptions);
        var blobs = new BlobServiceClient(MemoryStorage.ConnectionString, blobOptions);
        foreach (string name in TableNames.All)
        {
            await tables.CreateTableAsync(name);
        }

        await blobs.GetBlobContainerClient(ContentStore.ContainerName).CreateIfNotExistsAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append(("Support:PublicBaseUrl", "https://help.example.test")).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2))).Build());
        services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        services.AddSupportPlatform().AddTicketDesk().AddSingleton<IntakeSecrets>().AddMailIntake().AddMailProviders();

        // The last that is registered is the one that is taken.
        services.AddSingleton(tables).AddSingleton(blobs).AddSingleton<ServiceBusClient>(new SilentBus());
        surround(services);
        return new ProviderApp(services.BuildServiceProvider(), faults);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public T Get<T>() where T : class => _services.GetService<T>() ?? ActivatorUtilities.CreateInstance<T>(_services);

    public async Task<Ticket> TicketAsync(JsonElement answer)
    {
        Assert.Equal("opened", answer.GetProperty("outcome").GetString());
        var id = TicketId.Parse(answer.GetProperty("ticket").GetString()!);
        return (await Get<TicketStore>().FindAsync(id, CancellationToken.None))!.Ticket;
    }

    /// <summary>The subjects of the tickets that there are, sorted.</summary>
    public async Task<IReadOnlyList<string>> TicketsAsync()
    {
        var subjects = new List<string>();
        await foreach (TableEntity row in Get<TableServiceClient>().GetTableClient(TableNames.Tickets).QueryAsync<TableEntity>(filter: "RowKey eq 'head'"))
        {
            subjects.Add((await Get<TicketStore>().FindAsync(TicketId.Parse(row.PartitionKey), CancellationToken.None))!.Ticket.Subject);
        }

        subjects.Sort(StringComparer.Ordinal);
        return subjects;
    }

    public async Task<string> FirstTextAsync(Ticket ticket) =>
        (await Get<TicketStore>().MessagesAsync(ticket.Id, CancellationToken.None))[0].Text.Trim();

    public async Task<(int Status, JsonElement Body)> PostAsync<TFunction>(
        Func<TFunction, HttpRequest, Task<IResult>> call,
        byte[] body,
        string contentType,
        string query = "",
        params (string Name, string Value)[] headers) where TFunction : class
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        HttpRequest request = context.Request;
        (request.Method, request.ContentType, request.ContentLength, request.Body) = ("POST", contentType, body.Length, new MemoryStream(body));
        request.QueryString = new QueryString(query);
        foreach ((string name, string value) in headers)
        {
            request.Headers[name] = value;
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await call(Get<TFunction>(), request)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.Length == 0 ? default : JsonElement.Parse(answer.ToArray()));
    }
}
