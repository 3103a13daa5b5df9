using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Http;
using Support.Local.Worker;

[assembly: WorkerExtensionStartup(typeof(HttpExtensionStartup))]

namespace Support.Local.Http;

internal sealed class HttpExtensionStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) =>
        applicationBuilder.Services
            .AddSingleton<FunctionKeys>()
            .AddSingleton<HttpLimits>()
            .AddSingleton<IOutputWriter, HttpResultWriter>()
            .AddSingleton<ITriggerExtension, HttpTriggerExtension>();
}

/// <summary>Says that the app called ConfigureFunctionsWebApplication.</summary>
internal sealed class WebApplicationMarker;
