using Microsoft.Extensions.Hosting;

namespace Support.Local.Hosting;

/// <summary>An app inside the local host stops when the host says so; signals are the host's business.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
