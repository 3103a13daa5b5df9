using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Tests.Blobs;

/// <summary>Leases on blobs, request by request, as Azurite and the account in memory answer it.</summary>
[Collection(BesideAzurite.Name)]
public sealed class Lease_requests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string One = "11111111-1111-1111-1111-111111111111";
    private const string Two = "22222222-2222-2222-2222-222222222222";

    private static readonly (string, string) BlockBlob = ("x-ms-blob-type", "BlockBlob");

    private readonly Twins _twins = new(azurite, "blob");
    private readonly string _container = "/" + Twins.NewName();

    private string Blob => _container + "/leased";

    public async Task InitializeAsync()
    {
        await _twins.SendAsync("PUT", _container + "?restype=container");
        await _twins.SendAsync("PUT", Blob, "x", BlockBlob);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_blob_without_a_lease_has_none_to_renew_release_change_or_break()
    {
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", await LeaseAsync("renew", ("lease-id", One)));
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", await LeaseAsync("release", ("lease-id", One)));
        Assert.Equal("409 LeaseNotPresentWithLeaseOperation", await LeaseAsync("change", ("lease-id", One), ("proposed-lease-id", Two)));
        Assert.Equal("409 LeaseNotPresentWithLeaseOperation", await LeaseAsync("break"));
        Assert.Equal("412 LeaseNotPresentWithBlobOperation", await _twins.CodeAsync("PUT", Blob, "y", BlockBlob, ("x-ms-lease-id", One)));
        Assert.Equal("400 InvalidHeaderValue", await LeaseAsync("acquire", ("lease-duration", "14")));
        Assert.Equal("400 InvalidHeaderValue", await LeaseAsync("acquire", ("lease-duration", "61")));
        Assert.Equal("400", await LeaseAsync("borrow"));
        Assert.Equal("404 BlobNotFound", await _twins.CodeAsync(
            "PUT", _container + "/none?comp=lease", null, ("x-ms-lease-action", "acquire"), ("x-ms-lease-duration", "15")));
    }

    [Fact]
    public async Task Who_has_the_lease_may_write_and_nobody_else()
    {
        Assert.Equal("201", await LeaseAsync("acquire", ("lease-duration", "15"), ("proposed-lease-id", One)));
        await _twins.SendAsync("HEAD", Blob);
        await _twins.SendAsync("GET", _container + "?restype=container&comp=list");
        Assert.Equal("201", await LeaseAsync("acquire", ("lease-duration", "20"), ("proposed-lease-id", One)));
        Assert.Equal("409 LeaseAlreadyPresent", await LeaseAsync("acquire", ("lease-duration", "15"), ("proposed-lease-id", Two)));
        Assert.Equal("409 LeaseAlreadyPresent", await LeaseAsync("acquire", ("lease-duration", "15")));
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", await LeaseAsync("renew", ("lease-id", Two)));
        Assert.Equal("200", await LeaseAsync("renew", ("lease-id", One)));
        Assert.Equal("412 LeaseIdMissing", await _twins.CodeAsync("PUT", Blob, "y", BlockBlob));
        Assert.Equal("412 LeaseIdMissing", await _twins.CodeAsync("PUT", Blob + "?comp=metadata"));
        Assert.Equal("412 LeaseIdMissing", await _twins.CodeAsync("PUT", Blob + "?comp=block&blockid=MDAwMQ%3D%3D", "y"));
        Assert.Equal("412 LeaseIdMissing", await _twins.CodeAsync("DELETE", Blob));
        Assert.Equal("412 LeaseIdMismatchWithBlobOperation", await _twins.CodeAsync("PUT", Blob, "y", BlockBlob, ("x-ms-lease-id", Two)));
        Assert.Equal("412 LeaseIdMismatchWithBlobOperation", await _twins.CodeAsync("GET", Blob, null, ("x-ms-lease-id", Two)));
        Assert.Equal("200", await _twins.CodeAsync("GET", Blob));
        Assert.Equal("201", await _twins.CodeAsync("PUT", Blob, "y", BlockBlob, ("x-ms-lease-id", One)));
        await _twins.SendAsync("HEAD", Blob);
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", await LeaseAsync("release", ("lease-id", Two)));
        Assert.Equal("200", await LeaseAsync("change", ("lease-id", One), ("proposed-lease-id", Two)));
        Assert.Equal("200", await LeaseAsync("release", ("lease-id", Two)));
        Assert.Equal("202", await _twins.CodeAsync("DELETE", Blob));
    }

    [Fact]
    public async Task A_lease_that_is_broken_cannot_be_renewed_and_can_be_taken()
    {
        await LeaseAsync("acquire", ("lease-duration", "-1"), ("proposed-lease-id", One));
        await _twins.SendAsync("HEAD", Blob);
        Assert.Equal("202", await LeaseAsync("break", ("lease-break-period", "60")));
        await _twins.SendAsync("HEAD", Blob);
        Assert.Equal("409 LeaseIsBreakingAndCannotBeAcquired", await LeaseAsync("acquire", ("lease-duration", "15"), ("proposed-lease-id", One)));
        Assert.Equal("409 LeaseAlreadyPresent", await LeaseAsync("acquire", ("lease-duration", "15"), ("proposed-lease-id", Two)));
        Assert.Equal("409 LeaseIsBrokenAndCannotBeRenewed", await LeaseAsync("renew", ("lease-id", One)));
        Assert.Equal("202", await LeaseAsync("break", ("lease-break-period", "0")));
        await _twins.SendAsync("HEAD", Blob);
        Assert.Equal("409 LeaseIsBrokenAndCannotBeRenewed", await LeaseAsync("renew", ("lease-id", One)));
        Assert.Equal("201", await LeaseAsync("acquire", ("lease-duration", "30"), ("proposed-lease-id", Two)));
        Assert.Equal("202", await LeaseAsync("break", ("lease-break-period", "0")));
        Assert.Equal("201", await _twins.CodeAsync("PUT", Blob, "free", BlockBlob));
        await _twins.SendAsync("HEAD", Blob);
    }

    private Task<string> LeaseAsync(string action, params (string Name, string Value)[] headers) => _twins.CodeAsync(
        "PUT", Blob + "?comp=lease", null, [("x-ms-lease-action", action), .. headers.Select(header => ("x-ms-" + header.Name, header.Value))]);
}
