using Azure.Core;

namespace Azure.Storage.Blobs;

/// <summary>How a client speaks to the service; retries, time-outs and transport are those of every Azure client.</summary>
public class BlobClientOptions : ClientOptions
{
    /// <param name="version">Which version of the protocol the application was written for.</param>
    public BlobClientOptions(ServiceVersion version = ServiceVersion.V2026_10_06)
    {
        Version = version;
        Retry.MaxDelay = TimeSpan.FromMinutes(1);
    }

    public enum ServiceVersion
    {
#pragma warning disable CA1707 // The names are the package's.
        V2024_08_04 = 23,
        V2024_11_04 = 24,
        V2025_01_05 = 25,
        V2025_05_05 = 26,
        V2025_07_05 = 27,
        V2025_11_05 = 28,
        V2026_02_06 = 29,
        V2026_04_06 = 30,
        V2026_06_06 = 31,
        V2026_10_06 = 32,
#pragma warning restore CA1707
    }

    public ServiceVersion Version { get; }
}
