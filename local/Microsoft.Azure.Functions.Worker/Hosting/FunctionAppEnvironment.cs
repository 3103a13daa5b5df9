using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Support.Local.Hosting;

/// <summary>
/// What surrounds one function app in the local host: where Azure gives an app its settings and its host, this does.
/// An app's own <c>Program</c> finds it in <see cref="Current"/>, which flows with the thread that runs it.
/// </summary>
public sealed class FunctionAppEnvironment
{
    private static readonly AsyncLocal<FunctionAppEnvironment?> Ambient = new();

    private readonly TaskCompletionSource<IHostApplicationLifetime> _lifetime = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The environment of the app that the present thread runs; none outside the local host.</summary>
    public static FunctionAppEnvironment? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>The app's name in logs and in the state kept for it.</summary>
    public required string Name { get; init; }

    /// <summary>The types whose public methods are the app's functions.</summary>
    public required IReadOnlyCollection<Type> FunctionTypes { get; init; }

    /// <summary>The app settings; <c>__</c> in a name stands for <c>:</c>, as in Azure.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The clock that the app is given.</summary>
    public TimeProvider Time { get; init; } = LocalClock.Business;

    /// <summary>The app's <c>host.json</c>; without one every setting has its default.</summary>
    public string? HostJsonPath { get; init; }

    /// <summary>Where the app logs to.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <summary>What the host shares with the app, such as its web server.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>What the host changes in the app's services once the app has named them all.</summary>
    public Action<IServiceCollection>? ConfigureLast { get; init; }

    /// <summary>Is handed the app's host when it is built, for hosts that start it in their own way.</summary>
    public Action<IHost>? Built { get; init; }

    /// <summary>The lifetime of the host that the app built, once it has.</summary>
    public Task<IHostApplicationLifetime> Lifetime => _lifetime.Task;

    /// <summary>The types of an assembly that may hold functions.</summary>
    public static IReadOnlyCollection<Type> TypesOf(Assembly assembly) => assembly.GetTypes();

    // Asked for at once: a host that fails to start is disposed before anybody else could ask.
    internal void OnBuilt(IHost host)
    {
        _lifetime.TrySetResult(host.Services.GetRequiredService<IHostApplicationLifetime>());
        Built?.Invoke(host);
    }

    internal IEnumerable<KeyValuePair<string, string?>> ConfigurationValues() =>
        Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));
}
