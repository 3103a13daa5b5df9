using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Tests.Blobs;

/// <summary>The block blobs of the Blob protocol, request by request, as Azurite and the account in memory answer it.</summary>
[Collection(BesideAzurite.Name)]
public sealed class Blob_requests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly (string, string) BlockBlob = ("x-ms-blob-type", "BlockBlob");

    private readonly Twins _twins = new(azurite, "blob");
    private readonly string _container = "/" + Twins.NewName();

    public Task InitializeAsync() => _twins.SendAsync("PUT", _container + "?restype=container");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_blob_is_put_read_and_deleted()
    {
        string blob = _container + "/folder/a%20b.txt";
        Assert.Equal("201", await _twins.CodeAsync(
            "PUT", blob, "hello world", BlockBlob, ("Content-Type", "text/plain"), ("x-ms-meta-Kind", "v"), ("x-ms-blob-content-disposition", "inline"), ("x-ms-blob-cache-control", "no-cache")));
        Assert.Equal("200", await _twins.CodeAsync("GET", blob));
        Assert.Equal("200", await _twins.CodeAsync("HEAD", blob));
        Assert.Equal("200", await _twins.CodeAsync("PUT", blob + "?comp=metadata", null, ("x-ms-meta-Other", "w")));
        Assert.Equal("400 InvalidMetadata", await _twins.CodeAsync("PUT", blob + "?comp=metadata", null, ("x-ms-meta-a-b", "w")));
        Assert.Equal("200", await _twins.CodeAsync("PUT", blob + "?comp=properties", null, ("x-ms-blob-content-type", "text/html")));
        Assert.Equal("200", await _twins.CodeAsync("HEAD", blob));
        Assert.Equal("202", await _twins.CodeAsync("DELETE", blob));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("DELETE", blob));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("GET", blob));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("HEAD", blob));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("PUT", blob + "?comp=metadata"));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("PUT", blob + "?comp=properties"));
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_what_a_blob_request_hears_of()
    {
        string blob = $"/{Twins.NewName()}/blob";
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("PUT", blob, "x", BlockBlob));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("GET", blob));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("HEAD", blob));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("DELETE", blob));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("PUT", blob + "?comp=block&blockid=MDAwMQ%3D%3D", "x"));
    }

    [Theory]
    [InlineData("hello", "bytes=1-3", "206")]
    [InlineData("hello", "bytes=2-", "206")]
    [InlineData("hello", "bytes=0-100", "206")]
    [InlineData("hello", "bytes=9-12", "416 InvalidRange")]
    [InlineData("hello", "bytes=3-1", "200")]
    [InlineData("", "bytes=0-100", "416 InvalidRange")]
    public async Task A_range_is_read(string content, string range, string code)
    {
        string blob = _container + "/ranged";
        await _twins.SendAsync("PUT", blob, content, BlockBlob);
        Assert.Equal(code, await _twins.CodeAsync("GET", blob, null, ("x-ms-range", range)));
    }

    [Fact]
    public async Task A_range_comes_with_its_sum_when_it_is_asked_for()
    {
        string blob = _container + "/summed";
        await _twins.SendAsync("PUT", blob, "hello", BlockBlob);
        await _twins.SendAsync("GET", blob, null, ("x-ms-range", "bytes=0-2"), ("x-ms-range-get-content-md5", "true"));
    }

    [Fact]
    public async Task Conditions_are_held_against_the_present_blob()
    {
        string blob = _container + "/conditional";
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("PUT", blob, "x", BlockBlob, ("If-Match", "\"0x1\"")));
        Assert.Equal("201", await _twins.CodeAsync("PUT", blob, "1", BlockBlob, ("If-None-Match", "*")));
        _twins.Remember("first", "ETag");
        Assert.Equal("409 BlobAlreadyExists", await _twins.CodeAsync("PUT", blob, "2", BlockBlob, ("If-None-Match", "*")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("PUT", blob, "2", BlockBlob, ("If-None-Match", "{first}")));
        Assert.Equal("201", await _twins.CodeAsync("PUT", blob, "2", BlockBlob, ("If-Match", "{first}")));
        _twins.Remember("second", "ETag");
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("PUT", blob, "3", BlockBlob, ("If-Match", "{first}")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("GET", blob, null, ("If-Match", "{first}")));
        Assert.Equal("200", await _twins.CodeAsync("GET", blob, null, ("If-Match", "{second}")));
        Assert.Equal("200", await _twins.CodeAsync("GET", blob, null, ("If-None-Match", "{first}")));
        Assert.Equal("400 UnsatisfiableCondition", await _twins.CodeAsync("GET", blob, null, ("If-None-Match", "*")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("HEAD", blob, null, ("If-Match", "{first}")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("PUT", blob + "?comp=metadata", null, ("If-Match", "{first}")));
        Assert.Equal("400 MultipleConditionHeadersNotSupported", await _twins.CodeAsync("DELETE", blob, null, ("If-Match", "{second}"), ("If-None-Match", "{first}")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("DELETE", blob, null, ("If-Match", "{first}")));
        Assert.Equal("202", await _twins.CodeAsync("DELETE", blob, null, ("If-Match", "{second}")));
        Assert.Equal("412 ConditionNotMet", await _twins.CodeAsync("GET", blob, null, ("If-Match", "{second}")));
    }

    [Fact]
    public async Task What_a_reader_has_already_is_not_sent_again()
    {
        string blob = _container + "/known";
        await _twins.SendAsync("PUT", blob, "1", BlockBlob);
        _twins.Remember("etag", "ETag");
        Assert.Equal("304 ConditionNotMet", await _twins.CodeAsync("HEAD", blob, null, ("If-None-Match", "{etag}")));
    }

    [Fact]
    public async Task Blocks_become_a_blob_when_their_list_is_put()
    {
        string blob = _container + "/blocks";
        Assert.Equal("201", await _twins.CodeAsync("PUT", blob + "?comp=block&blockid=MDAwMQ%3D%3D", "one"));
        Assert.Equal("201", await _twins.CodeAsync("PUT", blob + "?comp=block&blockid=MDAwMg%3D%3D", "two"));
        Assert.Equal("400 InvalidBlobOrBlock", await _twins.CodeAsync("PUT", blob + "?comp=block&blockid=MDAwMjI%3D", "long"));
        Assert.Equal("400 InvalidQueryParameterValue", await _twins.CodeAsync("PUT", blob + "?comp=block&blockid=zz%21", "odd"));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync("GET", blob));
        Assert.Equal("400 InvalidBlockList", await _twins.CodeAsync("PUT", blob + "?comp=blocklist", "<BlockList><Latest>eHg=</Latest></BlockList>"));
        Assert.Equal("400", await _twins.CodeAsync("PUT", blob + "?comp=blocklist", "no XML"));
        Assert.Equal("201", await _twins.CodeAsync(
            "PUT", blob + "?comp=blocklist", "<BlockList><Latest>MDAwMg==</Latest><Uncommitted>MDAwMQ==</Uncommitted></BlockList>", ("x-ms-blob-content-type", "text/plain"), ("x-ms-meta-Kind", "v")));
        await _twins.SendAsync("GET", blob);
        await _twins.SendAsync("GET", blob, null, ("x-ms-range", "bytes=2-4"));
        await _twins.SendAsync("HEAD", blob);
        await _twins.SendAsync("PUT", blob + "?comp=block&blockid=MDAwMw%3D%3D", "three");
        await _twins.SendAsync("GET", blob + "?comp=blocklist&blocklisttype=all");
        Assert.Equal("400 InvalidBlockList", await _twins.CodeAsync("PUT", blob + "?comp=blocklist", "<BlockList><Committed>MDAwMw==</Committed></BlockList>"));
        Assert.Equal("201", await _twins.CodeAsync("PUT", blob + "?comp=blocklist", "<BlockList><Committed>MDAwMQ==</Committed><Latest>MDAwMw==</Latest></BlockList>"));
        await _twins.SendAsync("GET", blob);
        Assert.Equal("409 BlobAlreadyExists", await _twins.CodeAsync("PUT", blob + "?comp=blocklist", "<BlockList/>", ("If-None-Match", "*")));
    }

    [Fact]
    public async Task A_blob_without_its_type_is_no_request() =>
        Assert.Equal("400", await _twins.CodeAsync("PUT", _container + "/typeless", "x"));
}
