using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

public abstract class BlobContract(IBlobStorage storage) : IAsyncLifetime
{
    private readonly BlobContainerClient _container = storage.Connect().GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));

    public Task InitializeAsync() => _container.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("folder/in folder/ü & 100%.txt")]
    [InlineData("a+b?c#d=e")]
    public async Task A_blob_of_any_name_comes_back_as_it_was_uploaded(string name)
    {
        BlobClient blob = _container.GetBlobClient(name);
        Assert.False(await blob.ExistsAsync());

        BlobContentInfo uploaded = await blob.UploadAsync(BinaryData.FromString("hello"));
        BlobDownloadResult downloaded = await blob.DownloadContentAsync();

        Assert.True(await blob.ExistsAsync());
        Assert.Equal("hello", downloaded.Content.ToString());
        Assert.Equal(uploaded.ETag, downloaded.Details.ETag);
        Assert.Equal((5, "application/octet-stream"), (downloaded.Details.ContentLength, downloaded.Details.ContentType));
        Assert.Equal((name, _container.Name), (blob.Name, blob.BlobContainerName));
    }

    [Fact]
    public async Task A_blob_is_overwritten_only_if_that_is_asked_for()
    {
        BlobClient blob = _container.GetBlobClient("once");
        await blob.UploadAsync(BinaryData.FromString("1"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("2")));
        string kept = (await blob.DownloadContentAsync()).Value.Content.ToString();
        await blob.UploadAsync(BinaryData.FromString("3"), overwrite: true);

        Assert.Equal((409, "BlobAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(("1", "3"), (kept, (await blob.DownloadContentAsync()).Value.Content.ToString()));
    }

    [Fact]
    public async Task A_condition_that_is_not_met_stops_a_write_and_a_read()
    {
        BlobClient blob = _container.GetBlobClient("conditional");
        ETag first = (await blob.UploadAsync(BinaryData.FromString("1"))).Value.ETag;
        var onlyFirst = new BlobRequestConditions { IfMatch = first };
        ETag second = (await blob.UploadAsync(BinaryData.FromString("2"), new BlobUploadOptions { Conditions = onlyFirst })).Value.ETag;

        foreach (Func<Task> attempt in new Func<Task>[]
        {
            () => blob.UploadAsync(BinaryData.FromString("3"), new BlobUploadOptions { Conditions = onlyFirst }),
            () => blob.DownloadContentAsync(onlyFirst, CancellationToken.None),
            () => blob.SetMetadataAsync(new Dictionary<string, string>(), onlyFirst),
            () => blob.DeleteAsync(conditions: onlyFirst),
        })
        {
            RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(attempt);
            Assert.Equal((412, "ConditionNotMet"), (refused.Status, refused.ErrorCode));
        }

        RequestFailedException unchanged = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.GetPropertiesAsync(new BlobRequestConditions { IfNoneMatch = second }));
        Assert.Equal(304, unchanged.Status);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Headers_and_metadata_stay_with_a_blob_until_they_are_set_again()
    {
        BlobClient blob = _container.GetBlobClient("described");
        await blob.UploadAsync(BinaryData.FromString("x"), new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv", ContentDisposition = "attachment", CacheControl = "no-store", ContentLanguage = "de" },
            Metadata = new Dictionary<string, string> { ["Ticket"] = "T-1" },
        });
        BlobProperties uploaded = await blob.GetPropertiesAsync();
        await blob.SetHttpHeadersAsync(new BlobHttpHeaders { ContentType = "text/html" });
        BlobInfo changed = await blob.SetMetadataAsync(new Dictionary<string, string> { ["Other"] = "1" });
        BlobProperties after = await blob.GetPropertiesAsync();

        Assert.Equal(
            ("text/csv", "attachment", "no-store", "de", "T-1", 1),
            (uploaded.ContentType, uploaded.ContentDisposition, uploaded.CacheControl, uploaded.ContentLanguage, uploaded.Metadata["ticket"], uploaded.ContentLength));
        Assert.Equal(("text/html", null, null), (after.ContentType, after.ContentDisposition, after.CacheControl));
        Assert.Equal(["Other"], after.Metadata.Keys);
        Assert.Equal((changed.ETag, uploaded.CreatedOn), (after.ETag, after.CreatedOn));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        BlobClient blob = _container.GetBlobClient("none");
        foreach (Func<Task> attempt in new Func<Task>[]
        {
            () => blob.DownloadContentAsync(), () => blob.DownloadStreamingAsync(), () => blob.GetPropertiesAsync(), () => blob.DeleteAsync(), () => blob.SetHttpHeadersAsync(),
        })
        {
            RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(attempt);
            Assert.Equal((404, "BlobNotFound"), (refused.Status, refused.ErrorCode));
        }

        Assert.False(await blob.DeleteIfExistsAsync());
        await _container.UploadBlobAsync("none", BinaryData.FromString("now"));
        Assert.True(await _container.DeleteBlobIfExistsAsync("none"));
        Assert.False(await blob.ExistsAsync());
    }

    [Fact]
    public async Task A_part_of_a_blob_is_downloaded()
    {
        BlobClient blob = _container.GetBlobClient("parts");
        await blob.UploadAsync(BinaryData.FromString("0123456789"));

        BlobDownloadResult part = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(2, 3) });
        BlobDownloadResult rest = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(7) });
        RequestFailedException beyond = await Assert.ThrowsAsync<RequestFailedException>(
            () => blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(100, 1) }));

        Assert.Equal(("234", "789", "bytes 2-4/10"), (part.Content.ToString(), rest.Content.ToString(), part.Details.ContentRange));
        Assert.Equal((416, "InvalidRange"), (beyond.Status, beyond.ErrorCode));
    }

    [Fact]
    public async Task A_client_finds_its_way_up()
    {
        BlobClient blob = _container.GetBlobClient("a/b");
        await blob.UploadAsync(BinaryData.FromString("x"));

        BlobServiceClient account = blob.GetParentBlobContainerClient().GetParentBlobServiceClient();

        Assert.True(await account.GetBlobContainerClient(_container.Name).GetBlobClient("a/b").ExistsAsync());
    }

    [Fact]
    public async Task A_request_that_is_given_up_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _container.GetBlobClient("late").UploadAsync(BinaryData.FromString("x"), new CancellationToken(canceled: true)));

        Assert.False(await _container.GetBlobClient("late").ExistsAsync());
    }
}
