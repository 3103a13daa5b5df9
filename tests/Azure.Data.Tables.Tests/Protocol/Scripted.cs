using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>Clients over a transport of a test.</summary>
internal static class Scripted
{
    public const string Key = "c2VjcmV0";

    public static TableClientOptions Options(HttpPipelineTransport transport, int retriesMax = 0) => new()
    {
        Transport = transport,
        Retry = { MaxRetries = retriesMax, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) },
    };

    public static TableClient Table(HttpPipelineTransport transport, int retriesMax = 0) => new(
        new Uri("https://account.table.core.windows.net"),
        "Tickets",
        new TableSharedKeyCredential("account", Key),
        Options(transport, retriesMax));
}
