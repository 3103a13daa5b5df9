using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.ServiceBus;
using Support.Local.Worker;

[assembly: WorkerExtensionStartup(typeof(ServiceBusExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker;

public sealed class ServiceBusExtensionStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) =>
        applicationBuilder.Services
            .AddSingleton<ServiceBusConnections>()
            .AddSingleton<ServiceBusTriggerOptions>()
            .AddSingleton<IOutputWriter, ServiceBusOutputWriter>()
            .AddSingleton<ITriggerExtension, ServiceBusTriggerExtension>();
}
