using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;

namespace Support.Local.Http;

/// <summary>How much of HTTP an app takes: its <c>http</c> section of host.json, and the size of a body.</summary>
internal sealed class HttpLimits
{
    private const string BodySizeSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
    private const string Unlimited = "-1";
    private const long UsualBodySize = 104_857_600;

    /// <exception cref="FunctionWorkerException">A value is no number, or out of its range.</exception>
    public HttpLimits(HostJson hostJson, IConfiguration settings, ILogger<HttpLimits> logger)
    {
        MaxOutstandingRequests = Number(hostJson, "maxOutstandingRequests");
        MaxConcurrentRequests = Number(hostJson, "maxConcurrentRequests");
        string? size = settings[BodySizeSetting];
        MaxBodySize = string.IsNullOrEmpty(size) ? UsualBodySize
            : long.TryParse(size, out long bytes) && bytes > 0 ? bytes
            : throw new FunctionWorkerException($"The app setting {BodySizeSetting} is '{size}', which is no number of bytes.");
        hostJson.WarnOfOthers(logger, "http", "routePrefix", "maxOutstandingRequests", "maxConcurrentRequests");
    }

    /// <summary>How many requests may be there, running or waiting; without a limit none.</summary>
    public int? MaxOutstandingRequests { get; }

    /// <summary>How many requests may run; without a limit none.</summary>
    public int? MaxConcurrentRequests { get; }

    /// <summary>The longest body of a request, in bytes.</summary>
    public long MaxBodySize { get; }

    private static int? Number(HostJson hostJson, string key)
    {
        string text = hostJson.Extension($"http:{key}", Unlimited);
        return text == Unlimited ? null
            : int.TryParse(text, out int number) && number > 0 ? number
            : throw new FunctionWorkerException($"host.json: extensions.http.{key} is '{text}'; it must be above zero, or -1 for no limit.");
    }
}
