using Azure.Storage.Blobs.Models;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

public abstract class ContainerContract(IBlobStorage storage)
{
    private readonly BlobServiceClient _service = storage.Connect();
    private readonly string _name = "c" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_container_is_created_once()
    {
        BlobContainerClient container = _service.GetBlobContainerClient(_name);
        Assert.False(await container.ExistsAsync());

        Assert.NotNull(await container.CreateIfNotExistsAsync());
        Assert.Null(await container.CreateIfNotExistsAsync());
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => container.CreateAsync());

        Assert.True(await container.ExistsAsync());
        Assert.Equal((409, "ContainerAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(_name, container.Name);
        Assert.Equal(_service.AccountName, container.AccountName);
    }

    [Fact]
    public async Task A_container_is_deleted_once()
    {
        BlobContainerClient container = (await _service.CreateBlobContainerAsync(_name)).Value;

        Assert.True(await container.DeleteIfExistsAsync());
        Assert.False(await container.DeleteIfExistsAsync());
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => _service.DeleteBlobContainerAsync(_name));

        Assert.Equal((404, "ContainerNotFound"), (refused.Status, refused.ErrorCode));
        Assert.Contains("The specified container does not exist.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_keeps_metadata()
    {
        BlobContainerClient container = _service.GetBlobContainerClient(_name);
        await container.CreateAsync(metadata: new Dictionary<string, string> { ["Team"] = "desk" });
        BlobContainerProperties first = await container.GetPropertiesAsync();
        await container.SetMetadataAsync(new Dictionary<string, string> { ["Team"] = "views" });
        BlobContainerProperties second = await container.GetPropertiesAsync();

        Assert.Equal(("desk", "views"), (first.Metadata["team"], second.Metadata["Team"]));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(LeaseState.Available, second.LeaseState);
    }

    [Fact]
    public async Task Containers_are_listed_by_prefix_and_page()
    {
        string[] names = [_name + "-a", _name + "-b", _name + "-c"];
        foreach (string name in names)
        {
            await _service.CreateBlobContainerAsync(name, metadata: new Dictionary<string, string> { ["Key"] = name });
        }

        var pages = new List<string[]>();
        await foreach (Page<BlobContainerItem> page in _service.GetBlobContainersAsync(BlobContainerTraits.Metadata, prefix: _name).AsPages(pageSizeHint: 2))
        {
            pages.Add([.. page.Values.Select(item => item.Properties.Metadata["Key"])]);
        }

        Assert.Equal([names[..2], names[2..]], pages);
    }

    [Fact]
    public async Task Blobs_are_listed_by_prefix_and_page_with_their_properties()
    {
        BlobContainerClient container = (await _service.CreateBlobContainerAsync(_name)).Value;
        foreach (string name in new[] { "b/2", "a", "b/1", "b/3 é&<" })
        {
            await container.GetBlobClient(name).UploadAsync(
                BinaryData.FromString(name), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain" }, Metadata = new Dictionary<string, string> { ["Kind"] = "v" } });
        }

        var pages = new List<string[]>();
        await foreach (Page<BlobItem> page in container.GetBlobsAsync(new GetBlobsOptions { Prefix = "b/" }).AsPages(pageSizeHint: 2))
        {
            pages.Add([.. page.Values.Select(item => item.Name)]);
        }

        BlobItem first = await FirstAsync(container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }));
        Assert.Equal([["b/1", "b/2"], ["b/3 é&<"]], pages);
        Assert.Equal(("a", 1, "text/plain", "v"), (first.Name, first.Properties.ContentLength, first.Properties.ContentType, first.Metadata["Kind"]));
        Assert.Equal((await container.GetBlobClient("a").GetPropertiesAsync()).Value.ETag, first.Properties.ETag);
    }

    [Fact]
    public async Task A_listing_of_no_container_fails_when_it_is_read()
    {
        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => FirstAsync(_service.GetBlobContainerClient(_name).GetBlobsAsync()));

        Assert.True(refused.ErrorCode == BlobErrorCode.ContainerNotFound);
    }

    private static async Task<T> FirstAsync<T>(AsyncPageable<T> items)
        where T : notnull
    {
        await foreach (T item in items)
        {
            return item;
        }

        throw new InvalidOperationException("There is nothing in the list.");
    }
}
