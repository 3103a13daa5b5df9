using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Storage;
using Xunit;

namespace Support.Local.Worker.Tests.Simulated;

/// <summary>Timers and messages on one thread and on the simulation's clock.</summary>
public sealed class SimulatedListenerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_of_timers_takes_no_more_turns_than_there_are_occurrences()
    {
        var simulation = new Simulation(1, Start);
        Log log = Run(simulation, typeof(Timers), () => Task.Delay(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1), simulation.Time));
        Assert.Equal(24 * 12, log.Lines.Count(line => line.Contains("five", StringComparison.Ordinal)));
        Assert.Equal(24, log.Lines.Count(line => line.Contains("hour", StringComparison.Ordinal)));
        Assert.InRange(simulation.Turns, 0, 10_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        string[] first = [.. RunMessages(7).Lines];
        Assert.Equal(first, RunMessages(7).Lines);
        Assert.NotEqual(first, RunMessages(8).Lines);
    }

    [Fact]
    public void A_listener_without_messages_hardly_ever_asks()
    {
        var simulation = new Simulation(1, Start);
        Run(simulation, typeof(Messages), () => Task.Delay(TimeSpan.FromMinutes(10), simulation.Time));
        Assert.InRange(simulation.Turns, 0, 60);
    }

    [Fact]
    public void A_lock_is_renewed_while_the_function_runs_and_no_longer_than_host_json_says()
    {
        var simulation = new Simulation(3, Start);
        Log log = Run(
            simulation,
            typeof(SlowMessages),
            async () =>
            {
                await SendAsync(["3", "30"]);
                await Task.Delay(TimeSpan.FromMinutes(20), simulation.Time);
            });

        // Three minutes are within the limit of five; thirty are not, so that message comes again while its function still runs.
        Assert.Equal(1, log.Lines.Count(line => line.Contains(" 3 ", StringComparison.Ordinal)));
        Assert.True(log.Lines.Count(line => line.Contains(" 30 ", StringComparison.Ordinal)) > 1);
    }

    [Fact]
    public void A_message_that_the_function_settled_is_locked_no_longer()
    {
        var simulation = new Simulation(4, Start);
        Log log = Run(
            simulation,
            typeof(SettledMessages),
            async () =>
            {
                await SendAsync(["mine"]);
                await Task.Delay(TimeSpan.FromMinutes(10), simulation.Time);
            });
        Assert.Equal(["09:00:00.000 completed", "09:04:00.000 done"], log.Lines);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void A_poisonous_message_is_dead_lettered_after_its_last_delivery()
    {
        var simulation = new Simulation(5, Start);
        ServiceBusReceivedMessage? dead = null;
        Log log = Run(
            simulation,
            typeof(FailingMessages),
            async () =>
            {
                await SendAsync(["bad"]);
                await using var client = new ServiceBusClient(MemoryStorage.ConnectionString);
                await using ServiceBusReceiver receiver = client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
                dead = await receiver.ReceiveMessageAsync(TimeSpan.FromHours(1));
            });
        Assert.Equal(Enumerable.Range(1, 10).Select(delivery => $"{delivery}"), log.Lines.Select(line => line.Split(' ')[1]));
        Assert.Equal("MaxDeliveryCountExceeded", dead!.DeadLetterReason);
    }

    [Theory]
    [InlineData(typeof(UnsaidMessages), "true", 1)]
    [InlineData(typeof(UnsaidMessages), "false", 10)]
    [InlineData(typeof(CompletedMessages), "false", 1)]
    public void Host_json_says_whether_messages_are_completed_unless_the_attribute_does(Type functions, string autoComplete, int deliveries)
    {
        var simulation = new Simulation(6, Start);
        Log log = Run(
            simulation,
            functions,
            async () =>
            {
                await SendAsync(["hello"]);
                await Task.Delay(TimeSpan.FromHours(1), simulation.Time);
            },
            new() { ["AzureFunctionsJobHost__extensions__serviceBus__autoCompleteMessages"] = autoComplete });
        Assert.Equal(deliveries, log.Lines.Count);
    }

    private static Log RunMessages(int seed)
    {
        var simulation = new Simulation(seed, Start);
        return Run(
            simulation,
            typeof(Messages),
            async () =>
            {
                await SendAsync([.. Enumerable.Range(0, 20).Select(number => $"{number}")]);
                await Task.Delay(TimeSpan.FromMinutes(1), simulation.Time);
            });
    }

    private static async Task SendAsync(string[] bodies)
    {
        await using var client = new ServiceBusClient(MemoryStorage.ConnectionString);
        await using ServiceBusSender sender = client.CreateSender("work");
        foreach (string body in bodies)
        {
            await sender.SendMessageAsync(new ServiceBusMessage(body));
        }
    }

    /// <summary>Starts the listeners of an app, lets time pass, and stops them; all on the simulation's thread.</summary>
    private static Log Run(Simulation simulation, Type functions, Func<Task> meanwhile, Dictionary<string, string?>? settings = null)
    {
        var log = new Log(simulation.Time);
        simulation.Transport = new MemoryStorage(simulation.Time).CreateTransport();
        simulation.Run(async () =>
        {
            IFunctionListener[] listeners = Listeners(functions, log, settings ?? []);
            foreach (IFunctionListener listener in listeners)
            {
                await listener.StartAsync(CancellationToken.None);
            }

            await meanwhile();
            foreach (IFunctionListener listener in listeners)
            {
                await listener.StopAsync(CancellationToken.None);
            }
        });
        return log;
    }

    private static IFunctionListener[] Listeners(Type functions, Log log, Dictionary<string, string?> settings)
    {
        FunctionAppEnvironment? outer = FunctionAppEnvironment.Current;
        FunctionAppEnvironment.Current = new FunctionAppEnvironment
        {
            Name = "simulated",
            FunctionTypes = [functions],
            Settings = new Dictionary<string, string?>(settings) { ["AzureWebJobsStorage"] = MemoryStorage.ConnectionString, ["ServiceBus"] = MemoryStorage.ConnectionString },
        };
        try
        {
            FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
            builder.Services.AddSingleton(log);
            builder.Logging.AddProvider(log);
            IHost app = builder.Build();
            return [.. app.Services.GetRequiredService<FunctionCatalog>().CreateListeners(app.Services.GetRequiredService<FunctionInvoker>())];
        }
        finally
        {
            FunctionAppEnvironment.Current = outer;
        }
    }

    public sealed class Log(TimeProvider time) : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public List<string> Warnings { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings.Add(formatter(state, exception));

        public void Dispose()
        {
            // What was logged outlives the app.
        }

        public void Write(string text) => Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {text}"));
    }

    public sealed class Timers(Log log)
    {
        [Function("five")]
        public void Five([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => log.Write($"five {timer.IsPastDue}");

        [Function("hour")]
        public void Hour([TimerTrigger("0 0 * * * *", UseMonitor = false)] TimerInfo timer) => log.Write($"hour {timer.IsPastDue}");
    }

    public sealed class Messages(Log log, TimeProvider time)
    {
        [Function("message")]
        public async Task RunAsync([ServiceBusTrigger("work")] string message, FunctionContext context)
        {
            log.Write($"{message} begins {context.InvocationId} {context.TraceContext.TraceParent}");
            await Task.Delay(TimeSpan.FromSeconds(1), time, context.CancellationToken);
            log.Write($"{message} ends");
        }
    }

    public sealed class SlowMessages(Log log, TimeProvider time)
    {
        [Function("slow")]
        public async Task RunAsync([ServiceBusTrigger("work")] string message, CancellationToken cancellationToken)
        {
            log.Write($"{message} begins");
            await Task.Delay(TimeSpan.FromMinutes(int.Parse(message, CultureInfo.InvariantCulture)), time, cancellationToken);
        }
    }

    public sealed class SettledMessages(Log log, TimeProvider time)
    {
        [Function("settled")]
        public async Task RunAsync([ServiceBusTrigger("work")] ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
        {
            await actions.CompleteMessageAsync(message);
            log.Write("completed");
            await Task.Delay(TimeSpan.FromMinutes(4), time);
            log.Write("done");
        }
    }

    public sealed class UnsaidMessages(Log log)
    {
        [Function("unsaid")]
        public void Run([ServiceBusTrigger("work")] string message) => log.Write(message);
    }

    public sealed class CompletedMessages(Log log)
    {
        [Function("completed")]
        public void Run([ServiceBusTrigger("work", AutoCompleteMessages = true)] string message) => log.Write(message);
    }

    public sealed class FailingMessages(Log log)
    {
        [Function("fail")]
        public void Run([ServiceBusTrigger("work")] ServiceBusReceivedMessage message)
        {
            log.Write($"{message.DeliveryCount}");
            throw new InvalidOperationException("Not this one.");
        }
    }
}
