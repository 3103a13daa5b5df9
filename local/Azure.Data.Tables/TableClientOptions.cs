using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Options of the clients: retries, transport and diagnostics are those of every Azure client.</summary>
public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionHeader = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };

        foreach (string header in (ReadOnlySpan<string>)["DataServiceVersion", "Prefer", "Preference-Applied", "ETag"])
        {
            Diagnostics.LoggedHeaderNames.Add(header);
        }
    }

    /// <summary>The versions of the service's protocol.</summary>
#pragma warning disable CA1707, CA1008, CA1034 // The package's own names, values and nesting.
    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707, CA1008, CA1034

    internal string VersionHeader { get; }
}
