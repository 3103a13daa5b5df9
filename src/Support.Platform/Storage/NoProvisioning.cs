using Microsoft.Extensions.Hosting;

namespace Support.Platform.Storage;

/// <summary>In Azure there is nothing to make: Bicep did.</summary>
internal sealed class NoProvisioning : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
