using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace Support.Platform.Storage;

/// <summary>
/// Makes the tables where nothing else does: on an emulator. In Azure Bicep makes them, and the apps' identities may not.
/// </summary>
internal sealed class TableProvisioning(TableServiceClient tables) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(TableNames.All.Select(name => tables.CreateTableIfNotExistsAsync(name, cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
