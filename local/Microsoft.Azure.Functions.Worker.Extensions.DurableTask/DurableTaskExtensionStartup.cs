using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Durable.Functions;
using Support.Local.Worker;

[assembly: WorkerExtensionStartup(typeof(DurableTaskExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

public sealed class DurableTaskExtensionStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) =>
        applicationBuilder.Services
            .AddSingleton<AppEngine>()
            .AddSingleton<IParameterBinderSource, DurableClientBinder>()
            .AddSingleton<ITriggerExtension, DurableTriggerExtension>();
}
