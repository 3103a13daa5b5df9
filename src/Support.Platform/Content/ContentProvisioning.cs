using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;

namespace Support.Platform.Content;

/// <summary>Makes the container where nothing else does: on an emulator. In Azure Bicep makes it.</summary>
internal sealed class ContentProvisioning(BlobServiceClient blobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient(ContentStore.ContainerName).CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
