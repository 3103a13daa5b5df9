using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Timers;
using Support.Local.Worker;

[assembly: WorkerExtensionStartup(typeof(TimerExtensionStartup))]

namespace Support.Local.Timers;

internal sealed class TimerExtensionStartup : WorkerExtensionStartup
{
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder) =>
        applicationBuilder.Services
            .AddSingleton<TimerStatusStore>()
            .AddSingleton<ITriggerExtension, TimerTriggerExtension>();
}
