using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting.Web;

namespace Support.Local.Hosting;

/// <summary>What a <see cref="FunctionAppHost"/> runs.</summary>
public sealed record FunctionAppHostOptions
{
    public string Name { get; init; } = "app";

    /// <summary>The types whose public methods are the app's functions.</summary>
    public required IReadOnlyCollection<Type> FunctionTypes { get; init; }

    /// <summary>The app settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The path of a <c>host.json</c>.</summary>
    public string? HostJsonPath { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the app's program would do between CreateBuilder and Build, besides ConfigureFunctionsWebApplication.</summary>
    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}

/// <summary>Runs functions without a program, on a web server of their own: for tests.</summary>
public sealed class FunctionAppHost : IAsyncDisposable
{
    private readonly WebServer _server;
    private readonly IHost _app;

    private FunctionAppHost(WebServer server, IHost app)
    {
        _server = server;
        _app = app;
    }

    /// <summary>Where the HTTP functions answer.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _app.Services;

    public static async Task<FunctionAppHost> StartAsync(FunctionAppHostOptions options, CancellationToken cancellationToken = default)
    {
        var server = WebServer.Create(port: 0, options.ConfigureLogging);
        IHost? app = null;
        try
        {
            app = BuildApp(options, server);
            await app.StartAsync(cancellationToken);
            await server.StartAsync(cancellationToken);
            return new FunctionAppHost(server, app);
        }
        catch
        {
            app?.Dispose();
            await server.DisposeAsync();
            throw;
        }
    }

    public HttpClient CreateClient() => new() { BaseAddress = BaseAddress };

    /// <summary>Stops as the local host does: what runs may end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _server.StopAsync(cancellationToken);
        await _app.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        if (_app is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static IHost BuildApp(FunctionAppHostOptions options, WebServer server)
    {
        FunctionAppEnvironment? outer = FunctionAppEnvironment.Current;
        FunctionAppEnvironment.Current = new FunctionAppEnvironment
        {
            Name = options.Name,
            FunctionTypes = options.FunctionTypes,
            Settings = options.Settings,
            Time = options.Time,
            HostJsonPath = options.HostJsonPath,
            ConfigureLogging = options.ConfigureLogging,
            ConfigureServices = services => services.AddSingleton(server.Functions),
        };
        try
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication();
            options.Configure?.Invoke(builder);
            return builder.Build();
        }
        finally
        {
            FunctionAppEnvironment.Current = outer;
        }
    }
}
