using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Support.Views;

/// <summary>Registers what renders mails and cards.</summary>
public static class SupportViewsServices
{
    /// <summary>Adds <see cref="NoticeRenderer"/> and what it needs; <see cref="MailWordingOptions"/> may be configured beside it.</summary>
    public static IServiceCollection AddSupportViews(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<MailWordingOptions>();
        services.TryAddSingleton<NoticeRenderer>();
        return services;
    }
}
