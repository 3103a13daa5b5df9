using Azure.Storage.Blobs.Models;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

/// <summary>Blobs of more than one block, which are never whole in memory.</summary>
public abstract class LargeBlobContract(IBlobStorage storage) : IAsyncLifetime
{
    private const int Block = 4 * 1024 * 1024;

    private readonly BlobContainerClient _container = storage.Connect().GetBlobContainerClient("c" + Guid.NewGuid().ToString("N"));

    public Task InitializeAsync() => _container.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(Block, true)]
    [InlineData(Block, false)]
    [InlineData((2 * Block) + 12_345, true)]
    [InlineData((2 * Block) + 12_345, false)]
    public async Task A_stream_of_any_length_comes_back(int length, bool canSeek)
    {
        BlobClient blob = _container.GetBlobClient("large");
        var progress = new Progress();
        byte[] content = Bytes(length);
        using Stream source = canSeek ? new MemoryStream(content) : new OneWay(content);

        await blob.UploadAsync(source, new BlobUploadOptions { ProgressHandler = progress, HttpHeaders = new BlobHttpHeaders { ContentType = "image/png" }, Metadata = new Dictionary<string, string> { ["Key"] = "v" } });
        using var destination = new MemoryStream();
        await blob.DownloadToAsync(destination);
        using BlobDownloadStreamingResult streaming = await blob.DownloadStreamingAsync();
        using var streamed = new MemoryStream();
        await streaming.Content.CopyToAsync(streamed);

        Assert.True(content.AsSpan().SequenceEqual(destination.ToArray()));
        Assert.True(content.AsSpan().SequenceEqual(streamed.ToArray()));
        Assert.Equal(("image/png", "v", length), (streaming.Details.ContentType, streaming.Details.Metadata["Key"], streaming.Details.ContentLength));
        Assert.Equal(length, progress.Last);
    }

    [Fact]
    public async Task A_large_upload_that_may_not_overwrite_leaves_the_blob_as_it_was()
    {
        BlobClient blob = _container.GetBlobClient("kept");
        await blob.UploadAsync(BinaryData.FromString("kept"));
        using var source = new MemoryStream(Bytes(Block + 1));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(source));

        Assert.Equal((409, "BlobAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal("kept", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private sealed class Progress : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }

    private sealed class OneWay(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
