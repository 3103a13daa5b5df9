using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;

namespace Support.Local.Worker.Tests;

/// <summary>Starts functions without a program, and lets them tell the test what happened.</summary>
internal static class TestApp
{
    public static Task<FunctionAppHost> StartAsync(params Type[] functions) => StartAsync(new Setup { Functions = functions });

    public static Task<FunctionAppHost> StartAsync(Setup setup) => FunctionAppHost.StartAsync(new FunctionAppHostOptions
    {
        Name = setup.Name,
        FunctionTypes = setup.Functions,
        Settings = setup.Settings,
        Time = setup.Time,
        HostJsonPath = setup.HostJsonPath,
        ConfigureLogging = setup.Logs is { } logs ? logging => logging.AddProvider(logs) : null,
        Configure = builder =>
        {
            builder.Services.AddSingleton(setup.Events);
            setup.Configure?.Invoke(builder);
        },
    });

    internal sealed record Setup
    {
        public required IReadOnlyCollection<Type> Functions { get; init; }

        public string Name { get; init; } = "app";

        public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

        public TimeProvider Time { get; init; } = TimeProvider.System;

        public string? HostJsonPath { get; init; }

        public ILoggerProvider? Logs { get; init; }

        public Events Events { get; init; } = new();

        public Action<FunctionsApplicationBuilder>? Configure { get; init; }
    }
}

/// <summary>What functions tell, in order.</summary>
public sealed class Events
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public void Tell(string text) => _told.Writer.TryWrite(text);

    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _told.Reader.ReadAsync(patience.Token);
    }

    public async Task<IReadOnlyList<string>> NextAsync(int count)
    {
        var events = new List<string>();
        while (events.Count < count)
        {
            events.Add(await NextAsync());
        }

        return events;
    }

    /// <summary>What was told so far and not yet read.</summary>
    public IReadOnlyList<string> Told()
    {
        var events = new List<string>();
        while (_told.Reader.TryRead(out string? text))
        {
            events.Add(text);
        }

        return events;
    }
}
