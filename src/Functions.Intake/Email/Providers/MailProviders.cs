using Microsoft.Extensions.DependencyInjection;
using Support.Functions.Intake.Email.Providers.Graph;
using Support.Platform;

namespace Support.Functions.Intake.Email.Providers;

/// <summary>What mails that providers deliver need.</summary>
public static class MailProviders
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddMailProviders(this IServiceCollection services) => services
        .AddSingleton<IMailFormat, SendGridFormat>()
        .AddSingleton<IMailFormat, MailgunFormat>()
        .AddSingleton<IMailFormat, PostmarkFormat>()
        .AddGraphMailbox()
        .AddTransient<GraphFetch>();
}
