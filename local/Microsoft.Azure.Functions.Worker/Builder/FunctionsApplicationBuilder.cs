using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    // In-flight work gets its grace period inside the listeners; the host must not cut it short.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    private readonly HostApplicationBuilder _builder;
    private readonly FunctionAppEnvironment _environment;
    private readonly FunctionPipeline _pipeline = new();

    internal FunctionsApplicationBuilder(string[] args, FunctionAppEnvironment environment)
    {
        _environment = environment;
        _builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = environment.Name,
            ContentRootPath = AppContext.BaseDirectory,
            DisableDefaults = true,
            EnvironmentName = Environments.Development,
        });
        _builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        _builder.Configuration.AddInMemoryCollection(environment.ConfigurationValues());
        environment.ConfigureLogging?.Invoke(_builder.Logging);
        var hostJson = new HostJson(environment, _builder.Configuration);
        _builder.Logging.AddConfiguration(hostJson.Logging);
        Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTimeout);

        // First, so that an app's TryAdd of the system clock does nothing.
        Services.AddSingleton(environment.Time);
        Services.AddSingleton(environment);
        Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        Services.AddSingleton(_pipeline);
        Services.AddSingleton(hostJson);
        Services.Configure<JsonSerializerOptions>(static options => options.PropertyNameCaseInsensitive = true);
        Services.AddSingleton<AppSettings>();
        Services.AddSingleton<OutputBindings>();
        Services.AddSingleton<FunctionCatalog>();
        Services.AddSingleton<FunctionInvoker>();
        environment.ConfigureServices?.Invoke(Services);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    public ConfigurationManager Configuration => _builder.Configuration;

    public IHostEnvironment Environment => _builder.Environment;

    public ILoggingBuilder Logging => _builder.Logging;

    public IMetricsBuilder Metrics => _builder.Metrics;

    public IServiceCollection Services => _builder.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _pipeline.Add(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        _builder.ConfigureContainer(factory, configure);

    public IHost Build()
    {
        ExtensionStartups.Run(_environment, this);

        // Last, so that the triggers start after, and stop before, what the app itself keeps running.
        Services.AddHostedService<FunctionAppListeners>();
        _environment.ConfigureLast?.Invoke(Services);
        IHost host = _builder.Build();
        _environment.OnBuilt(host);
        return host;
    }
}
