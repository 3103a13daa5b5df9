using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Http;

namespace Support.Local.Hosting.Web;

/// <summary>The one web server in front of all apps' HTTP functions.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication _application;

    private WebServer(WebApplication application)
    {
        _application = application;
    }

    /// <summary>The functions that it routes to.</summary>
    public HttpFunctionEndpoints Functions { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="port">The port on the loopback addresses; 0 for any that is free.</param>
    /// <param name="configureLogging">Where it logs to.</param>
    /// <param name="mapPages">The host's own pages beside the functions.</param>
    public static WebServer Create(int port, Action<ILoggingBuilder>? configureLogging, Action<IEndpointRouteBuilder>? mapPages = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTimeout);
        configureLogging?.Invoke(builder.Logging);

        // A failure to start is told to whoever started it, and not in the log as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            if (port == 0)
            {
                options.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                options.ListenLocalhost(port);
            }
        });

        var server = new WebServer(builder.Build());
        server._application.Use(AppServiceSignIn.InvokeAsync);
        server._application.UseRouting();
        mapPages?.Invoke(server._application);
        ((IEndpointRouteBuilder)server._application).DataSources.Add(server.Functions);
        return server;
    }

    /// <exception cref="LocalHostException">Something else has the port.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new LocalHostException("The port of the API is taken by something else: free it, or choose another with --port.", exception);
        }

        string address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Functions.Dispose();
    }
}
