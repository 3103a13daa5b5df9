using Support.Local.Storage.Blobs;
using Support.Local.Storage.Protocol;
using Support.TestKit.Time;
using Xunit;

namespace Support.Local.Tests.Blobs;

/// <summary>What a lease in memory does by itself, on the account's clock.</summary>
public sealed class When_time_passes_over_a_lease
{
    private const string One = "11111111-1111-1111-1111-111111111111";
    private const string Two = "22222222-2222-2222-2222-222222222222";

    private readonly ManualTimeProvider _time = new();
    private readonly BlobEndpoint _blobs;

    public When_time_passes_over_a_lease()
    {
        _blobs = new BlobEndpoint(_time);
        Ask("PUT", "?restype=container");
        Write();
    }

    [Fact]
    public void A_lease_that_runs_out_may_be_taken_by_another()
    {
        Assert.Equal("201", Lease("acquire", ("x-ms-lease-duration", "15"), ("x-ms-proposed-lease-id", One)));
        _time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal("409 LeaseAlreadyPresent", Lease("acquire", ("x-ms-lease-duration", "15"), ("x-ms-proposed-lease-id", Two)));

        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("201", Lease("acquire", ("x-ms-lease-duration", "15"), ("x-ms-proposed-lease-id", Two)));
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", Lease("renew", ("x-ms-lease-id", One)));
    }

    [Fact]
    public void A_lease_that_is_renewed_in_time_goes_on()
    {
        Lease("acquire", ("x-ms-lease-duration", "15"), ("x-ms-proposed-lease-id", One));
        for (int i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal("200", Lease("renew", ("x-ms-lease-id", One)));
        }

        Assert.Equal("412 LeaseIdMissing", Write());
    }

    [Fact]
    public void A_lease_that_ran_out_may_be_renewed_until_somebody_writes()
    {
        Lease("acquire", ("x-ms-lease-duration", "15"), ("x-ms-proposed-lease-id", One));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", Lease("renew", ("x-ms-lease-id", Two)));
        Assert.Equal("200", Lease("renew", ("x-ms-lease-id", One)));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("201", Write());

        Assert.Equal("409 LeaseIdMismatchWithLeaseOperation", Lease("renew", ("x-ms-lease-id", One)));
    }

    [Fact]
    public void A_lease_that_is_breaking_is_over_when_its_time_is()
    {
        Lease("acquire", ("x-ms-lease-duration", "60"), ("x-ms-proposed-lease-id", One));
        Assert.Equal("202", Lease("break", ("x-ms-lease-break-period", "10")));
        Assert.Equal("412 LeaseIdMissing", Write());

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("201", Write());
    }

    private string Lease(string action, params (string Name, string Value)[] headers) =>
        Code(Ask("PUT", "/blob?comp=lease", [("x-ms-lease-action", action), .. headers]));

    private string Write() => Code(Ask("PUT", "/blob", ("x-ms-blob-type", "BlockBlob")));

    private StorageAnswer Ask(string method, string path, params (string Name, string Value)[] headers) => _blobs.Answer(new StorageRequest(
        method, new Uri("http://blob.memory/account/container" + path), headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase), default));

    private static string Code(StorageAnswer answer) =>
        $"{answer.Status} {answer.Headers.FirstOrDefault(header => header.Key == "x-ms-error-code").Value}".TrimEnd();
}
