using Azure.Storage.Blobs;
using Support.Local.Storage;
using Support.Platform.Content;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Content;

public sealed class Content_store
{
    private readonly ContentStore _store;

    public Content_store()
    {
        var options = new BlobClientOptions { Transport = new MemoryStorage(TimeProvider.System).CreateTransport() };
        var blobs = new BlobServiceClient(MemoryStorage.ConnectionString, options);
        new ContentProvisioning(blobs).StartAsync(default).GetAwaiter().GetResult();
        _store = new ContentStore(blobs, Some.Random);
    }

    [Fact]
    public async Task Gives_back_what_it_was_given()
    {
        string name = await _store.PutAsync(new byte[] { 1, 2, 3 }, "image/png", new Dictionary<string, string> { ["scan"] = "clean" }, default);

        StoredContent? found = await _store.FindAsync(name, default);

        Assert.Equal([1, 2, 3], found?.Bytes.ToArray());
        Assert.Equal("image/png", found?.ContentType);
        Assert.Equal("clean", found?.Facts["scan"]);
    }

    [Fact]
    public async Task Draws_names_that_say_nothing()
    {
        string[] names = [await _store.PutAsync(new byte[1], "text/plain", null, default), await _store.PutAsync(new byte[1], "text/plain", null, default)];
        Assert.NotEqual(names[0], names[1]);
        Assert.All(names, name => Assert.True(ContentStore.IsName(name)));
    }

    [Theory]
    [InlineData("../Tickets")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789")]
    public async Task Takes_no_other_name(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _store.FindAsync(name, default));

    [Fact]
    public async Task Has_nothing_under_a_name_that_was_never_given_or_is_deleted()
    {
        string name = await _store.PutAsync(new byte[1], "text/plain", null, default);
        await _store.DeleteAsync(name, default);
        await _store.DeleteAsync(name, default);
        Assert.Null(await _store.FindAsync(name, default));
    }

    [Fact]
    public async Task Refuses_more_than_its_limit() => await Assert.ThrowsAsync<ArgumentException>(
        () => _store.PutAsync(new byte[ContentStore.BytesMax + 1], "text/plain", null, default));
}
