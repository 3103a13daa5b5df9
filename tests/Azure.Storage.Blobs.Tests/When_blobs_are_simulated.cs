using Azure.Storage.Blobs.Specialized;
using Support.Local;
using Support.Local.Storage;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

/// <summary>Clients that are made of a connection string and nothing else, as apps make them.</summary>
public sealed class When_blobs_are_simulated
{
    [Fact]
    public void They_are_kept_in_memory_and_their_leases_run_out_by_the_simulation_s_clock()
    {
        var simulation = new Simulation(1, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        simulation.Transport = new MemoryStorage(simulation.Time).CreateTransport();
        simulation.Run(async () =>
        {
            BlobContainerClient container = new BlobServiceClient(MemoryStorage.ConnectionString).GetBlobContainerClient("files");
            await container.CreateIfNotExistsAsync();
            BlobClient blob = container.GetBlobClient("lock");
            await blob.UploadAsync(BinaryData.FromString("x"));
            await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60));
            await Assert.ThrowsAsync<RequestFailedException>(() => blob.DeleteAsync());

            await Task.Delay(TimeSpan.FromMinutes(1), Simulation.Current!.Time);
            await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60));

            Assert.Equal("x", (await blob.DownloadContentAsync()).Value.Content.ToString());
            Assert.Equal(simulation.Time.GetUtcNow().AddMinutes(-1), (await blob.GetPropertiesAsync()).Value.CreatedOn);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_upload_survives_a_storage_that_fails(int seed)
    {
        var simulation = new Simulation(seed, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var faults = new StorageFaults(seed) { Busy = 0.1, FailAfterCommit = 0.1, Duplicate = 0.1, Delay = 0.5, MaxDelay = TimeSpan.FromSeconds(5) };
        simulation.Transport = new MemoryStorage(simulation.Time).CreateTransport(faults);
        byte[] content = new byte[9_000_000];
        new Random(seed).NextBytes(content);
        simulation.Run(async () =>
        {
            var options = new BlobClientOptions { Retry = { MaxRetries = 20 } };
            BlobContainerClient container = new BlobServiceClient(MemoryStorage.ConnectionString, options).GetBlobContainerClient("files");
            await container.CreateIfNotExistsAsync();
            BlobClient blob = container.GetBlobClient("large");

            using var source = new MemoryStream(content);
            await blob.UploadAsync(source, overwrite: true);
            using var destination = new MemoryStream();
            await blob.DownloadToAsync(destination);

            Assert.True(content.AsSpan().SequenceEqual(destination.ToArray()));
        });
    }
}
