using Microsoft.Extensions.DependencyInjection;

namespace Support.Functions.Intake.Webhooks;

/// <summary>What takes the news of other systems in.</summary>
internal static class WebhookRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddWebhookIntake(this IServiceCollection services) => services
        .AddSingleton<WebhookReceipts>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookIntakeDesk>();
}
