using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Correlations;
using Support.Platform.Links;
using Support.Platform.Mail;
using Support.Platform.Notices;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Teams;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Support.Platform.Webhooks;
using Support.TestKit;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Hosting;

[Collection(SharedAzurite.Name)]
public sealed class Platform_services(AzuriteFixture azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Make_the_tables_and_carry_a_ticket_from_the_door_to_a_subscription()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        foreach (string table in TableNames.All)
        {
            await storage.Tables.DeleteTableAsync(table);
        }

        using IHost host = Host(Settings(azurite));
        await host.StartAsync();
        TicketDesk desk = host.Services.GetRequiredService<TicketDesk>();

        CommandResult result = await desk.OpenAsync(Some.Submission(), Some.FromAnn("key"), CancellationToken.None);

        Ticket ticket = Assert.IsType<CommandResult.Done>(result).Ticket;
        ServiceBusClient bus = host.Services.GetRequiredService<ServiceBusClient>();
        foreach (string subscription in (string[])[BusNames.ClockSubscription, BusNames.ViewsSubscription, BusNames.NoticesSubscription])
        {
            await using ServiceBusReceiver receiver = bus.CreateReceiver(BusNames.TicketEvents, subscription);
            ServiceBusReceivedMessage? message = await receiver.ReceiveMessageAsync(Patience);
            Assert.NotNull(message);
            Assert.Equal(Some.Json(ticket), Some.Json(ChangeMessage.Read(message).Ticket));
            await receiver.CompleteMessageAsync(message);
        }

        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        Assert.Empty(await storage.IntentsAsync());
    }

    [Fact]
    public async Task Give_every_app_what_it_asks_for()
    {
        using IHost host = Host(Settings(azurite));

        foreach (Type service in (Type[])
        [
            typeof(TicketStore), typeof(TicketDesk), typeof(TicketViewStore), typeof(NoticeLog), typeof(TicketLinks),
            typeof(OutboxSweep), typeof(AlertDesk), typeof(TeamsWebhook), typeof(SignedWebhooks), typeof(IMailSender), typeof(TimeProvider),
        ])
        {
            Assert.NotNull(host.Services.GetRequiredService(service));
        }

        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Theory]
    [InlineData("Email:smtpHost", "mail.example.com", "SmtpMailSender")]
    [InlineData("Email", "endpoint=smtp://127.0.0.1:25", "AcsMailSender")]
    [InlineData("Email", "", "NoMailSender")]
    public async Task Choose_the_mail_provider_by_setting(string setting, string value, string sender)
    {
        Dictionary<string, string?> settings = Settings(azurite);
        settings.Remove("Email");
        settings[setting] = value;
        using IHost host = Host(settings);

        Assert.Equal(sender, host.Services.GetRequiredService<IMailSender>().GetType().Name);

        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Theory]
    [InlineData("Storage", typeof(TicketStore), "Neither Storage nor Storage:tableServiceUri is set.")]
    [InlineData("ServiceBus", typeof(ServiceBusClient), "Neither ServiceBus nor ServiceBus:fullyQualifiedNamespace is set.")]
    [InlineData("Support:PublicBaseUrl", typeof(TicketLinks), "Support:PublicBaseUrl is not set.")]
    public async Task Say_which_setting_is_missing(string setting, Type service, string message)
    {
        Dictionary<string, string?> settings = Settings(azurite);
        settings.Remove(setting);
        using IHost host = Host(settings);

        Exception? missing = Record.Exception(() => host.Services.GetRequiredService(service));

        Assert.Equal(message, Assert.IsType<InvalidOperationException>(missing).Message);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static IHost Host(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSupportPlatform().AddTicketDesk().AddOutboundChannels();
        return builder.Build();
    }

    private static Dictionary<string, string?> Settings(AzuriteFixture azurite) => new()
    {
        ["Storage"] = azurite.ConnectionString,
        ["ServiceBus"] = $"{azurite.ConnectionString}ServiceBusTopology={Path.Combine(RepositoryRoot.Path, "local", "servicebus.json")}",
        ["Email"] = "endpoint=smtp://127.0.0.1:25",
        ["Support:PublicBaseUrl"] = "http://127.0.0.1:7071",
    };
}
