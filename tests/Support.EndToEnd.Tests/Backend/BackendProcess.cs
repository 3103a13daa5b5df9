using Support.TestKit;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>
/// <c>support run</c> as a process of its own, on a data folder and ports of its own. It can be killed, started again on
/// the same data, and stopped; whatever it left running is ended with it.
/// </summary>
internal sealed class BackendProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly BackendSettings _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly int _mailPort = Ports.Take();
    private readonly int _smtpPort = Ports.Take();

    /// <summary>Where mails come in.</summary>
    public int InboundPort { get; } = Ports.Take();
    private Process? _process;

    private BackendProcess(BackendSettings settings)
    {
        _settings = settings;
        Address = new Uri($"http://localhost:{Port}");
        Api = new Api(Address);
        Storage = new StorageEmulator(DataDirectory, Ports.Take(inARow: 3));
    }

    public int Port { get; } = Ports.Take();

    public Uri Address { get; }

    /// <summary>A caller of it.</summary>
    public Api Api { get; }

    public Uri MailCatcher => new($"http://localhost:{_mailPort}");

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("support-e2e-").FullName;

    public StorageEmulator Storage { get; }

    /// <summary>What it printed since its first start.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>A backend that is ready.</summary>
    public static async Task<BackendProcess> StartAsync(BackendSettings settings)
    {
        var backend = new BackendProcess(settings);
        try
        {
            await backend.StartAsync();
            return backend;
        }
        catch
        {
            await backend.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, for the first time or again, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        (Process process, Task ready) = Launch();
        using var patience = new CancellationTokenSource(StartPatience);
        await Task.WhenAny(ready, process.WaitForExitAsync(patience.Token));
        if (!ready.IsCompleted)
        {
            throw new InvalidOperationException($"The backend did not become ready:{Environment.NewLine}{Told()}");
        }
    }

    /// <summary>Starts it and kills it on the way up: as soon as it listens, which is before its apps run.</summary>
    public async Task StartAndKillAsync()
    {
        Launch();
        await Eventually.GetAsync(IsListeningAsync, static listening => listening, StartPatience, "a port that is listened to");
        await KillAsync();
    }

    /// <summary>Ends it at once, wherever it is: <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Asks it to end, as the system does with a service; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Process process = _process ?? throw new InvalidOperationException("It does not run.");
        process.Terminate();
        using var patience = new CancellationTokenSource(StopPatience);
        await process.WaitForExitAsync(patience.Token);
        int exitCode = process.ExitCode;
        process.Dispose();
        _process = null;
        return exitCode;
    }

    /// <summary>What it printed, for a test that failed.</summary>
    public string Told() => string.Join(Environment.NewLine, _output);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await KillAsync();
        NodeProgram.In(DataDirectory, "maildev").Kill();
        Storage.Kill();
        await Eventually.TrueAsync(TryDelete, StopPatience, $"the end of everything in {DataDirectory}");
    }

    private (Process Process, Task Ready) Launch()
    {
        ProcessStartInfo start = CommandLine.StartInfo(Arguments());
        if (_settings.Mails is { } mails)
        {
            start.Environment["Email"] = $"endpoint=smtp://127.0.0.1:{mails.Port}";
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Note(line.Data, ready);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        return (process, ready.Task);
    }

    private async Task<bool> IsListeningAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private IEnumerable<string> Arguments()
    {
        yield return "run";
        foreach ((string name, string value) in new[]
        {
            ("data", DataDirectory),
            ("port", Text(Port)),
            ("storage-port", Text(Storage.Port)),
            ("mail-port", Text(_mailPort)),
            ("smtp-port", Text(_smtpPort)),
            ("inbound-port", Text(InboundPort)),
            ("speed", Text(_settings.Speed)),
        })
        {
            yield return $"--{name}";
            yield return value;
        }

        if (_settings.Model is { } model)
        {
            yield return "--model";
            yield return model;
        }

        if (_settings.Mails is not null)
        {
            yield return "--no-mail";
        }
    }

    private void Note(string? line, TaskCompletionSource ready)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line == "ready")
        {
            ready.TrySetResult();
        }
    }

    // What was killed may write its last file while the folder is being deleted.
    private bool TryDelete()
    {
        try
        {
            Directory.Delete(DataDirectory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(DataDirectory);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
