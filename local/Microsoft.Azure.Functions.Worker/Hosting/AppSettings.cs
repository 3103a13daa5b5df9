using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Support.Local.Hosting;

/// <summary>The app settings as binding attributes use them: <c>%Name%</c> in a value, and names of connections.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    /// <summary>Replaces every <c>%Name%</c> by the setting of that name.</summary>
    public string Resolve(string value) =>
        SettingName().Replace(value, match => configuration[match.Groups[1].Value] is { Length: > 0 } setting
            ? setting
            : throw new FunctionWorkerException($"There is no app setting '{match.Groups[1].Value}', which '{value}' names."));

    /// <summary>
    /// A connection string, by the name in an attribute: the setting of that name, or of that name behind
    /// <c>AzureWebJobs</c>.
    /// </summary>
    public string Connection(string? name, string defaultName)
    {
        string setting = string.IsNullOrEmpty(name) ? defaultName : Resolve(name);
        return configuration[$"AzureWebJobs{setting}"] ?? configuration[setting] ?? configuration.GetConnectionString(setting)
            ?? throw new FunctionWorkerException($"There is no app setting '{setting}' with a connection string.");
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingName();
}
