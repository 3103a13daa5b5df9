using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting.Apps;
using Support.Local.Http;

namespace Support.Local.Hosting.Simulation;

/// <summary>
/// A function app in a simulation. Its own program builds it; there the program ends, because the host that it would run
/// waits on threads of its own. What the host would start and stop is started and stopped here.
/// </summary>
internal sealed class SimulatedApp
{
    private readonly IHostedService[] _services;

    private SimulatedApp(IHost host)
    {
        _services = [.. host.Services.GetServices<IHostedService>()];
    }

    public static SimulatedApp Build(string assemblyName, SimulatedWorld world, Dictionary<string, string?> settings, HttpFunctionEndpoints endpoints)
    {
        var assembly = Assembly.Load(assemblyName);
        IHost? built = null;
        FunctionAppEnvironment? outer = FunctionAppEnvironment.Current;
        FunctionAppEnvironment.Current = new FunctionAppEnvironment
        {
            Name = assemblyName,
            FunctionTypes = FunctionAppEnvironment.TypesOf(assembly),
            Settings = settings,
            Time = world.Simulation.Time,
            HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
            ConfigureServices = services => Surround(services, world, endpoints),
            ConfigureLast = LeaveOutTelemetry,
            Built = host =>
            {
                built = host;
                throw new AppBuiltException();
            },
        };
        try
        {
            FunctionProgram.MainOf(assembly)();
        }
        catch (AppBuiltException)
        {
            // The program has done what is wanted of it.
        }
        finally
        {
            FunctionAppEnvironment.Current = outer;
        }

        return new SimulatedApp(built ?? throw new LocalHostException($"The program of {assemblyName} ended before it built a function app."));
    }

    public async Task StartAsync()
    {
        foreach (IHostedService service in _services)
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        foreach (IHostedService service in _services.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    private static void Surround(IServiceCollection services, SimulatedWorld world, HttpFunctionEndpoints endpoints)
    {
        services.AddSingleton(endpoints);
        services.AddSingleton<RandomNumberGenerator>(new SimulatedRandom(world.Simulation));
        services.ConfigureHttpClientDefaults(clients =>
            clients.ConfigurePrimaryHttpMessageHandler(() => new TransportHandler(world.Simulation.Transport!)));
    }

    // Telemetry is sent by threads and timers of its own, which are no part of what is simulated.
    private static void LeaveOutTelemetry(IServiceCollection services)
    {
        foreach (ServiceDescriptor telemetry in services.Where(IsTelemetry).ToArray())
        {
            services.Remove(telemetry);
        }
    }

    private static bool IsTelemetry(ServiceDescriptor service) => service is { IsKeyedService: false }
        && (service.ImplementationType ?? service.ImplementationInstance?.GetType() ?? service.ImplementationFactory?.Method.DeclaringType)?
            .Assembly.GetName().Name?.Contains("ApplicationInsights", StringComparison.Ordinal) == true;

    private sealed class AppBuiltException : Exception;
}
