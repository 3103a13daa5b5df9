using System.Security.Cryptography;
using Azure.Communication.Email;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Platform.ApiKeys;
using Support.Platform.Assignment;
using Support.Platform.Attachments;
using Support.Platform.Bus;
using Support.Platform.Chat;
using Support.Platform.Content;
using Support.Platform.Correlations;
using Support.Platform.Graph;
using Support.Platform.Links;
using Support.Platform.Mail;
using Support.Platform.Mirrors;
using Support.Platform.Model;
using Support.Platform.Notices;
using Support.Platform.Outbox;
using Support.Platform.Quarantine;
using Support.Platform.RateLimits;
using Support.Platform.Receipts;
using Support.Platform.Relations;
using Support.Platform.Search;
using Support.Platform.Storage;
using Support.Platform.Teams;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Support.Platform.Webhooks;

namespace Support.Platform;

/// <summary>What the function apps register.</summary>
public static class PlatformServices
{
    /// <summary>What every app has: the tables, the bus, the model, and reading tickets.</summary>
    public static IServiceCollection AddSupportPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => RandomNumberGenerator.Create());
        services.AddSingleton(provider => AppIdentity.Tables(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => AppIdentity.Blobs(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => BusOptions.CreateClient(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SupportModelSource>(provider => new SupportModelSource(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<ModelLedger>();
        services.AddSingleton<ModelChanges>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ExpiringTokens>();
        services.AddSingleton<TicketLinks>();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<IntakeReceipts>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<SuppressionStore>();
        services.AddSingleton<MailPace>();
        services.AddSingleton<KeptMails>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton(provider => ClamAvScanner.Of(
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClamAvScanner>>()));
        services.AddSingleton<AttachmentIntake>();
        services.AddSingleton<AttachmentLinks>();
        services.AddSingleton<ServedFiles>();
        services.AddSingleton<TicketStore>();
        services.AddSingleton<MergedConversations>();
        services.AddSingleton<ChatSessions>();
        services.AddSingleton<ChatConversations>();
        services.AddSingleton<NoticeLog>();
        services.AddSingleton<TicketViewStore>();
        services.AddSingleton<RosterStore>();
        services.AddSingleton<TicketViewProjection>();
        services.AddSingleton<SavedViewStore>();
        services.AddSingleton<TicketSearch>();
        services.AddSingleton<TicketWordProjection>();
        services.AddSingleton<IHostedService>(provider =>
            AppIdentity.ConnectionString(provider.GetRequiredService<IConfiguration>()) is null
                ? new NoProvisioning()
                : ActivatorUtilities.CreateInstance<TableProvisioning>(provider));
        services.AddSingleton<IHostedService>(provider =>
            AppIdentity.ConnectionString(provider.GetRequiredService<IConfiguration>()) is null
                ? new NoProvisioning()
                : ActivatorUtilities.CreateInstance<ContentProvisioning>(provider));
        return services;
    }

    /// <summary>The door through which tickets change, and the outbox behind it.</summary>
    public static IServiceCollection AddTicketDesk(this IServiceCollection services)
    {
        services.AddSingleton<OutboxIntents>();
        services.AddSingleton<OutboxPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxPublisher>());
        services.AddSingleton<OutboxSweep>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<AutomaticAssignment>();
        services.AddSingleton<TicketReactions>();
        services.AddSingleton<ExternalRecords>();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertEffects>();
        services.AddSingleton<AlertDesk>();
        return services;
    }

    /// <summary>The mailbox that is read through Microsoft Graph.</summary>
    public static IServiceCollection AddGraphMailbox(this IServiceCollection services)
    {
        services.AddSingleton<GraphTokens>();
        services.AddSingleton<GraphState>();
        services.AddSingleton<GraphTasks>();
        services.AddTransient<GraphWatch>();

        // A token goes to the server that it was asked for, and nowhere else.
        services.AddHttpClient<GraphClient>(client => client.Timeout = TimeSpan.FromSeconds(100))
            .ConfigurePrimaryHttpMessageHandler(static (handler, _) => FollowNothing(handler));
        return services;
    }

    /// <summary>What stands before everything that strangers may ask.</summary>
    public static IServiceCollection AddCallerGate(this IServiceCollection services)
    {
        services.AddSingleton(provider => new TokenBuckets(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallerAddresses>();
        services.AddSingleton<CallerGate>();
        return services;
    }

    /// <summary>The ways out: mail, Teams and webhooks.</summary>
    public static IServiceCollection AddOutboundChannels(this IServiceCollection services)
    {
        services.AddSingleton(provider => CreateMailSender(provider.GetRequiredService<IConfiguration>()));
        services.AddHttpClient<TeamsWebhook>(client => client.Timeout = TimeSpan.FromSeconds(30));

        // Well below the time after which another process may take over an attempt that has not ended. A redirect could
        // lead the ticket anywhere, so none is followed.
        services.AddHttpClient<SignedWebhooks>(client => client.Timeout = TimeSpan.FromSeconds(15))
            .ConfigurePrimaryHttpMessageHandler(static (handler, _) => FollowNothing(handler));
        return services;
    }

    /// <summary>What tells other systems of tickets; needs the door through which tickets change.</summary>
    public static IServiceCollection AddTicketMirror(this IServiceCollection services)
    {
        services.AddSingleton<MirrorCredentials>();
        services.AddSingleton<MirrorLog>();
        services.AddSingleton<MirrorRetries>();
        services.AddHttpClient(
            nameof(ServiceNowTable),
            client =>
            {
                client.Timeout = TimeSpan.FromSeconds(15);
                client.MaxResponseContentBufferSize = 256 * 1024;
            }).ConfigurePrimaryHttpMessageHandler(static (handler, _) => FollowNothing(handler));
        services.AddSingleton(provider => new ServiceNowTable(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<MirrorCredentials>()));
        services.AddSingleton<TicketMirror>();
        return services;
    }

    // The handler that there is, not one of its own: a simulated backend has none that reaches the network.
    private static void FollowNothing(HttpMessageHandler handler)
    {
        if (handler is SocketsHttpHandler sockets)
        {
            sockets.AllowAutoRedirect = false;
            sockets.UseCookies = false;
        }
        else if (handler is HttpClientHandler client)
        {
            client.AllowAutoRedirect = false;
            client.UseCookies = false;
        }
    }

    // SMTP where a host is named; else ACS, by connection string (locally) or by the app's identity.
    private static IMailSender CreateMailSender(IConfiguration configuration)
    {
        if (configuration["Email:smtpHost"] is { Length: > 0 })
        {
            return new SmtpMailSender(configuration);
        }

        if (configuration["Email"] is { Length: > 0 } connectionString)
        {
            return new AcsMailSender(new EmailClient(connectionString), configuration);
        }

        return configuration["Email:endpoint"] is { Length: > 0 } endpoint
            ? new AcsMailSender(new EmailClient(new Uri(endpoint), AppIdentity.Credential(configuration)), configuration)
            : new NoMailSender();
    }
}
