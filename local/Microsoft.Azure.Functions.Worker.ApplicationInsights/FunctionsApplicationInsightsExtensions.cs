using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionsApplicationInsightsExtensions
{
    /// <summary>
    /// Azure's worker links its telemetry with the Functions host's here; the local host sends none, so there is
    /// nothing to link.
    /// </summary>
    public static IServiceCollection ConfigureFunctionsApplicationInsights(this IServiceCollection services) => services;
}
