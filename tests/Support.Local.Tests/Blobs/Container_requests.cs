using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Tests.Blobs;

/// <summary>The containers of the Blob protocol, request by request, as Azurite and the account in memory answer it.</summary>
[Collection(BesideAzurite.Name)]
public sealed class Container_requests(AzuriteFixture azurite)
{
    private const string List = "?restype=container&comp=list";

    private readonly Twins _twins = new(azurite, "blob");
    private readonly string _container = "/" + Twins.NewName();

    [Fact]
    public async Task A_container_is_made_described_and_deleted()
    {
        string container = _container + "?restype=container";
        Assert.Equal("201", await _twins.CodeAsync("PUT", container, null, ("x-ms-meta-Owner", "support")));
        Assert.Equal("409 ContainerAlreadyExists", await _twins.CodeAsync("PUT", container));
        Assert.Equal("200", await _twins.CodeAsync("GET", container));
        Assert.Equal("200", await _twins.CodeAsync("PUT", container + "&comp=metadata", null, ("x-ms-meta-Other", "1")));
        Assert.Equal("400 InvalidMetadata", await _twins.CodeAsync("PUT", container + "&comp=metadata", null, ("x-ms-meta-a-b", "1")));
        Assert.Equal("200", await _twins.CodeAsync("HEAD", container));
        Assert.Equal("200", await _twins.CodeAsync("GET", $"/?comp=list&prefix={_container[1..]}&include=metadata"));
        Assert.Equal("202", await _twins.CodeAsync("DELETE", container));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("DELETE", container));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("HEAD", container));
        Assert.Equal("404 ContainerNotFound", await _twins.CodeAsync("GET", _container + List));
    }

    [Theory]
    [InlineData("c", "400 OutOfRangeInput")]
    [InlineData("Upper", "400 InvalidResourceName")]
    public async Task A_name_is_checked(string name, string code) =>
        Assert.Equal(code, await _twins.CodeAsync("PUT", $"/{name}?restype=container"));

    [Fact]
    public async Task Blobs_are_listed_by_name_page_and_folder()
    {
        await _twins.SendAsync("PUT", _container + "?restype=container");
        foreach (string blob in new[] { "b/2", "a", "b/1", "c%20d", "b/3" })
        {
            await _twins.SendAsync("PUT", $"{_container}/{blob}", blob, ("x-ms-blob-type", "BlockBlob"), ("x-ms-meta-Name", blob));
        }

        await _twins.SendAsync("PUT", _container + "/uncommitted?comp=block&blockid=MDAwMQ%3D%3D", "x");
        await _twins.SendAsync("GET", _container + List);
        await _twins.SendAsync("GET", _container + List + "&include=metadata&prefix=b%2F");
        await _twins.SendAsync("GET", _container + List + "&maxresults=2");
        _twins.Remember("next", "NextMarker");
        await _twins.SendAsync("GET", _container + List + "&maxresults=2&marker={next}");
        await _twins.SendAsync("GET", _container + List + "&delimiter=%2F");
        await _twins.SendAsync("GET", _container + List + "&delimiter=%2F&prefix=b%2F");
        await _twins.SendAsync("GET", _container + List + "&delimiter=%2F&maxresults=2");
        Assert.Equal("400", await _twins.CodeAsync("GET", _container + List + "&maxresults=0"));
        Assert.Equal("400", await _twins.CodeAsync("GET", _container + List + "&maxresults=few"));
    }

    [Fact]
    public async Task A_lease_keeps_a_container_from_being_deleted()
    {
        string container = _container + "?restype=container";
        await _twins.SendAsync("PUT", container);
        Assert.Equal("201", await _twins.CodeAsync("PUT", container + "&comp=lease", null, ("x-ms-lease-action", "acquire"), ("x-ms-lease-duration", "15")));
        _twins.Remember("lease", "x-ms-lease-id");
        await _twins.SendAsync("HEAD", container);
        Assert.Equal("412 LeaseIdMissing", await _twins.CodeAsync("DELETE", container));
        Assert.Equal("412 LeaseIdMismatchWithContainerOperation", await _twins.CodeAsync("DELETE", container, null, ("x-ms-lease-id", Guid.Empty.ToString())));
        Assert.Equal("202", await _twins.CodeAsync("DELETE", container, null, ("x-ms-lease-id", "{lease}")));
    }
}
