using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting;
using Support.Local.Hosting.Apps;
using Support.Local.Hosting.Web;
using Support.Local.Worker.Tests.Clock;
using Xunit;

namespace Support.Local.Worker.Tests.Hosting;

public sealed class FunctionProgramTests : IAsyncLifetime
{
    private readonly WebServer _server = WebServer.Create(port: 0, configureLogging: null);

    public Task InitializeAsync() => _server.StartAsync(CancellationToken.None);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_apps_own_program_runs_with_the_settings_and_the_clock_of_the_host()
    {
        FunctionProgram program = Program(() =>
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
            builder.ConfigureFunctionsWebApplication();
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Build().Run();
        });
        await program.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _server.Address };
        Assert.Equal("2026 from settings", await client.GetStringAsync(new Uri("/api/show", UriKind.Relative)));

        await program.StopAsync();
        Assert.True(program.Ended.IsCompletedSuccessfully);
        using HttpResponseMessage gone = await client.GetAsync(new Uri("/api/show", UriKind.Relative));
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task An_asynchronous_program_runs_too()
    {
        FunctionProgram program = Program(() => RunAsync().GetAwaiter().GetResult());
        await program.StartAsync(CancellationToken.None);
        await program.StopAsync();
        Assert.True(program.Ended.IsCompletedSuccessfully);

        static async Task RunAsync()
        {
            await Task.Yield();
            using IHost host = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication().Build();
            await host.RunAsync();
        }
    }

    [Fact]
    public async Task A_program_that_fails_before_it_runs_fails_the_start_with_its_own_error()
    {
        FunctionProgram program = Program(static () => throw new InvalidOperationException("The model is invalid."));
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => program.StartAsync(CancellationToken.None));
        Assert.Equal("The model is invalid.", exception.Message);
        await program.StopAsync();
    }

    [Fact]
    public async Task A_program_that_fails_while_it_starts_fails_the_start_with_its_own_error()
    {
        FunctionProgram program = Program(static () =>
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
            builder.ConfigureFunctionsWebApplication();
            builder.Services.AddHostedService<FailingService>();
            builder.Build().Run();
        });
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => program.StartAsync(CancellationToken.None));
        Assert.Equal("No storage.", exception.Message);
        await program.StopAsync();
    }

    [Fact]
    public async Task A_program_that_runs_no_app_is_an_error()
    {
        FunctionProgram program = Program(static () => { });
        LocalHostException exception = await Assert.ThrowsAsync<LocalHostException>(() => program.StartAsync(CancellationToken.None));
        Assert.Contains("app ended before it ran", exception.Message, StringComparison.Ordinal);
    }

    private FunctionProgram Program(Action main) => new(main, new FunctionAppEnvironment
    {
        Name = "app",
        FunctionTypes = [typeof(Functions)],
        Settings = new Dictionary<string, string?> { ["Greeting__Text"] = "from settings" },
        Time = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
        ConfigureServices = services => services.AddSingleton(_server.Functions),
    });

    public sealed class Functions(TimeProvider time, Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        [Function("show")]
        public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            Assert.NotNull(request);
            return Results.Text($"{time.GetUtcNow().Year} {configuration["Greeting:Text"]}");
        }
    }

    private sealed class FailingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("No storage.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
