using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Support.Local.Hosting;

/// <summary>
/// The settings of <c>host.json</c>, over which an app setting
/// <c>AzureFunctionsJobHost__extensions__http__routePrefix</c> prevails, as in Azure.
/// </summary>
internal sealed partial class HostJson
{
    private const string OverrideSection = "AzureFunctionsJobHost";

    private readonly IConfiguration _settings;

    public HostJson(FunctionAppEnvironment environment, IConfiguration configuration)
    {
        var builder = new ConfigurationBuilder();
        if (environment.HostJsonPath is { } path)
        {
            builder.AddJsonFile(path, optional: false, reloadOnChange: false);
        }

        _settings = builder.AddConfiguration(configuration.GetSection(OverrideSection)).Build();
    }

    /// <summary>How long a function may take; none when it is not limited (<c>-1</c>, or nothing said).</summary>
    /// <exception cref="FunctionWorkerException">It is no time.</exception>
    public TimeSpan? FunctionTimeout
    {
        get
        {
            string? text = _settings["functionTimeout"];
            if (text is null or "-1")
            {
                return null;
            }

            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan limit) && limit > TimeSpan.Zero
                ? limit
                : throw new FunctionWorkerException($"host.json: functionTimeout is '{text}', which is no time of the form hh:mm:ss.");
        }
    }

    /// <summary>The section <c>logging</c>.</summary>
    public IConfiguration Logging => _settings.GetSection("logging");

    /// <summary>A setting of an extension, such as <c>http:routePrefix</c>.</summary>
    /// <exception cref="FunctionWorkerException">It is not of that type.</exception>
    public T Extension<T>(string key, T defaultValue)
    {
        try
        {
            return _settings.GetValue($"extensions:{key}", defaultValue)!;
        }
        catch (InvalidOperationException exception)
        {
            throw new FunctionWorkerException(
                $"host.json: extensions.{key.Replace(':', '.')} is '{_settings[$"extensions:{key}"]}', which is no {typeof(T).Name}.", exception);
        }
    }

    /// <summary>Logs each setting of an extension that is not among those that the Local flavour follows.</summary>
    public void WarnOfOthers(ILogger logger, string extension, params string[] followed)
    {
        foreach (IConfigurationSection setting in _settings.GetSection($"extensions:{extension}").GetChildren())
        {
            if (!followed.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                NotFollowed(logger, extension, setting.Key);
            }
        }
    }

    [LoggerMessage(9003, LogLevel.Warning, "host.json sets extensions.{Extension}.{Setting}, which the Local flavour does not follow.")]
    private static partial void NotFollowed(ILogger logger, string extension, string setting);
}
