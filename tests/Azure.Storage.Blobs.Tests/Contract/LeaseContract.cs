using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

public abstract class LeaseContract(IBlobStorage storage) : IAsyncLifetime
{
    private readonly BlobContainerClient _container = storage.Connect().GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));

    public async Task InitializeAsync()
    {
        await _container.CreateAsync();
        await _container.UploadBlobAsync("leased", BinaryData.FromString("x"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task One_at_a_time_has_the_lease_of_a_blob()
    {
        BlobClient blob = _container.GetBlobClient("leased");
        BlobLeaseClient mine = blob.GetBlobLeaseClient();
        BlobLeaseClient other = blob.GetBlobLeaseClient();

        BlobLease lease = await mine.AcquireAsync(TimeSpan.FromSeconds(15));
        RequestFailedException second = await Assert.ThrowsAsync<RequestFailedException>(() => other.AcquireAsync(TimeSpan.FromSeconds(15)));
        RequestFailedException written = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("y"), overwrite: true));
        BlobProperties held = await blob.GetPropertiesAsync();
        await mine.RenewAsync();
        await blob.UploadAsync(BinaryData.FromString("z"), new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = mine.LeaseId } });
        await mine.ReleaseAsync();
        await other.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);

        Assert.Equal(mine.LeaseId, lease.LeaseId);
        Assert.Equal((409, "LeaseAlreadyPresent"), (second.Status, second.ErrorCode));
        Assert.Equal((412, "LeaseIdMissing"), (written.Status, written.ErrorCode));
        Assert.Equal((LeaseState.Leased, LeaseStatus.Locked, LeaseDurationType.Fixed), (held.LeaseState, held.LeaseStatus, held.LeaseDuration));
    }

    [Fact]
    public async Task A_lease_is_broken_by_whoever_does_not_have_it()
    {
        BlobClient blob = _container.GetBlobClient("leased");
        BlobLeaseClient mine = blob.GetBlobLeaseClient();
        await mine.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);

        BlobLease broken = await blob.GetBlobLeaseClient().BreakAsync();
        RequestFailedException renewed = await Assert.ThrowsAsync<RequestFailedException>(() => mine.RenewAsync());

        Assert.Equal(0, broken.LeaseTime);
        Assert.Equal((409, "LeaseIsBrokenAndCannotBeRenewed"), (renewed.Status, renewed.ErrorCode));
    }

    [Fact]
    public async Task A_container_is_leased_too()
    {
        BlobLeaseClient lease = _container.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => _container.DeleteAsync());
        await lease.ChangeAsync(Guid.NewGuid().ToString());
        await _container.DeleteAsync(new BlobRequestConditions { LeaseId = lease.LeaseId });

        Assert.Equal((412, "LeaseIdMissing"), (refused.Status, refused.ErrorCode));
    }
}
