using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Support.Local.Hosting;

/// <summary>The app settings as binding attributes use them: <c>%Name%</c> in a value, and names of connections.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    private const string TimeZoneSetting = "WEBSITE_TIME_ZONE";

    /// <summary>The time zone of timers' schedules; UTC when no setting names one.</summary>
    /// <exception cref="FunctionWorkerException">The setting names none that this machine knows.</exception>
    public TimeZoneInfo TimeZone
    {
        get
        {
            if (configuration[TimeZoneSetting] is not { Length: > 0 } name)
            {
                return TimeZoneInfo.Utc;
            }

            return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)
                ? zone
                : throw new FunctionWorkerException($"The app setting {TimeZoneSetting} is '{name}', which is no time zone here.");
        }
    }

    /// <summary>Whether the setting <c>AzureWebJobs.Name.Disabled</c> keeps a function from being triggered.</summary>
    public bool IsDisabled(string function) =>
        configuration[$"AzureWebJobs.{function}.Disabled"] is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

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
