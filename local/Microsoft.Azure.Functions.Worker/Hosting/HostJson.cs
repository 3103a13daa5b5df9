using Microsoft.Extensions.Configuration;

namespace Support.Local.Hosting;

/// <summary>
/// The settings of <c>host.json</c>, over which an app setting
/// <c>AzureFunctionsJobHost__extensions__http__routePrefix</c> prevails, as in Azure.
/// </summary>
internal sealed class HostJson
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

    /// <summary>A setting of an extension, such as <c>http:routePrefix</c>.</summary>
    public T Extension<T>(string key, T defaultValue) => _settings.GetValue($"extensions:{key}", defaultValue)!;
}
