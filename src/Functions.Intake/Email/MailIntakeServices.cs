using Microsoft.Extensions.DependencyInjection;

namespace Support.Functions.Intake.Email;

/// <summary>What mails need to come in.</summary>
public static class MailIntakeServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddMailIntake(this IServiceCollection services) => services
        .AddSingleton<MailIntake>();
}
