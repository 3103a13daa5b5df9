using Microsoft.Extensions.DependencyInjection;

namespace Support.Functions.Intake.Email;

/// <summary>What mails need to come in.</summary>
public static class MailRegistration
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddMailIntake(this IServiceCollection services) => services
        .AddSingleton<MailReading>()
        .AddSingleton<MailClaims>()
        .AddSingleton<MailJudgement>()
        .AddSingleton<MailContents>()
        .AddSingleton<MailActions>()
        .AddSingleton<MailQuarantine>()
        .AddSingleton<MailIntake>();
}
