using System.Diagnostics;
using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Support.Local.Hosting.Apps;
using Support.Local.Hosting.Clock;
using Support.Local.Hosting.Logging;
using Support.Local.Hosting.Processes;
using Support.Local.Hosting.Smtp;
using Support.Local.Hosting.Teams;
using Support.Local.Hosting.Web;

namespace Support.Local.Hosting;

/// <summary>The whole backend in this process: storage, mail catcher, web server, clock and the four apps.</summary>
public sealed class LocalBackend : IAsyncDisposable
{
    private static readonly string[] OperatorSections = ["Email:", "Graph:", "Intake:", "Support:", "Teams:"];

    private readonly LocalHostOptions _options;
    private readonly TextWriter _output;
    private readonly DataFolder _data;
    private readonly StorageAccount _account;
    private readonly Azurite _azurite;
    private readonly MailDev? _mailDev;
    private readonly OneLineLoggerProvider _logs;
    private readonly HostPages _pages;
    private readonly WebServer _server;
    private readonly RawMailDelivery _delivery;
    private readonly SmtpDoor _door;
    private FunctionProgram[] _programs = [];

    private LocalBackend(LocalHostOptions options, TextWriter output)
    {
        _options = options;
        _output = output;
        _data = DataFolder.Open(options.DataDirectory);
        _account = new StorageAccount(options.StoragePort);
        _azurite = new Azurite(_data, _account);
        _mailDev = options.NoMail ? null : new MailDev(_data, options.MailPort, options.SmtpPort);
        _logs = new OneLineLoggerProvider(output, TimeProvider.System);
        _pages = new HostPages(new TeamsInbox(_data["teams.jsonl"], TimeProvider.System), MailsPage);
        _server = WebServer.Create(options.Port, _logs.AddTo, _pages.Map);
        _delivery = new RawMailDelivery(new Uri($"{BaseUrl}/api/intake/email/raw"), Environment.GetEnvironmentVariable("Intake__raw__secret"));
        _door = new SmtpDoor(options.InboundPort, _delivery.DeliverAsync);
    }

    private string BaseUrl => $"http://localhost:{_options.Port.ToString(CultureInfo.InvariantCulture)}";

    private string InboundPort => _options.InboundPort.ToString(CultureInfo.InvariantCulture);

    private Uri? MailsPage => _options.NoMail ? null : new Uri($"http://localhost:{_options.MailPort.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Runs until it is cancelled, and then stops cleanly.</summary>
    /// <exception cref="LocalHostException">It cannot start, or an app ended by itself.</exception>
    public static async Task RunAsync(LocalHostOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using var backend = new LocalBackend(options, output);
        try
        {
            await backend.StartAsync(cancellationToken);
            await backend.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This is how it is meant to end.
        }
        finally
        {
            await backend.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        _delivery.Dispose();
        await _server.DisposeAsync();
        _logs.Dispose();
        _data.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            _server.StartAsync(cancellationToken),
            _azurite.EnsureAsync(cancellationToken),
            _mailDev?.EnsureAsync(cancellationToken) ?? Task.CompletedTask);
        ClockLine line = await new ClockStore(_account.ConnectionString).ContinueAsync(TimeProvider.System.GetUtcNow(), _options.Speed, cancellationToken);
        LocalClock.Business = line.IsReal ? TimeProvider.System : new ScaledTimeProvider(line);

        _programs = [.. _options.Apps.Select(CreateProgram)];
        await Task.WhenAll(_programs.Select(program => program.StartAsync(cancellationToken)));
        _pages.SetReady();
        _door.TryOpen();
        PrintAddresses(line);
        await _output.WriteLineAsync($"started in {Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        await _output.WriteLineAsync("ready");
        await _output.FlushAsync(cancellationToken);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny([.. _programs.Select(program => program.Ended), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)]);
        cancellationToken.ThrowIfCancellationRequested();
        FunctionProgram ended = Array.Find(_programs, program => program.Ended.IsCompleted)!;
        await ended.Ended;
        throw new LocalHostException($"The program of {ended.Name} ended by itself.");
    }

    private async Task StopAsync()
    {
        // Requests first, so that nothing new begins; storage last, because what ends still writes.
        await _door.CloseAsync();
        await _server.StopAsync(CancellationToken.None);
        await Task.WhenAll(_programs.Select(program => program.StopAsync()));
        await Task.WhenAll(_azurite.StopAsync(), _mailDev?.StopAsync() ?? Task.CompletedTask);
    }

    private FunctionProgram CreateProgram(string assemblyName)
    {
        var assembly = Assembly.Load(assemblyName);
        return new FunctionProgram(FunctionProgram.MainOf(assembly), new FunctionAppEnvironment
        {
            Name = assemblyName,
            FunctionTypes = FunctionAppEnvironment.TypesOf(assembly),
            Settings = AppSettings(),
            Time = LocalClock.Business,
            HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
            ConfigureLogging = _logs.AddTo,
            ConfigureServices = services => services.AddSingleton(_server.Functions),
        });
    }

    private Dictionary<string, string?> AppSettings()
    {
        string storage = _account.ConnectionString;
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["Storage"] = storage,
            ["ServiceBus"] = $"{storage}ServiceBusTopology={Path.Combine(AppContext.BaseDirectory, "servicebus.json")}",
            ["Support:PublicBaseUrl"] = BaseUrl,

            // Reached from this machine alone: a source has to prove itself once it is given a secret.
            ["Intake:acceptUnsigned"] = "true",
            ["Email:repliesAreRead"] = "true",
            ["Teams:Webhook:default"] = $"http://127.0.0.1:{_options.Port.ToString(CultureInfo.InvariantCulture)}{HostPages.TeamsPath}",
        };
        if (!_options.NoMail)
        {
            settings["Email"] = $"endpoint=smtp://127.0.0.1:{_options.SmtpPort.ToString(CultureInfo.InvariantCulture)}";
        }

        if (_options.ModelPath is { } model)
        {
            settings["Support:ModelPath"] = Path.GetFullPath(model);
        }

        foreach ((string name, string value) in OperatorSettings())
        {
            settings[name] = value;
        }

        return settings;
    }

    // As in Azure, the environment sets an app's settings: a real mail server or Teams channel can be tried from here.
    private static IEnumerable<(string Name, string Value)> OperatorSettings() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: ((string)variable.Key).Replace("__", ":", StringComparison.Ordinal), Value: (string?)variable.Value ?? string.Empty))
            .Where(setting => setting.Name == "Email" || OperatorSections.Any(section => setting.Name.StartsWith(section, StringComparison.Ordinal)));

    private void PrintAddresses(ClockLine line)
    {
        (string Name, string? Value)[] lines =
        [
            ("API", $"{BaseUrl}/api/tickets"),
            ("Desk", $"{BaseUrl}/api/desk/tickets (with the header {AppServiceSignIn.UserHeader})"),
            ("Teams", $"{BaseUrl}{HostPages.TeamsPath}"),
            ("Mails", MailsPage?.ToString()),
            ("Mail", _door.IsOpen ? $"to the support address by SMTP at 127.0.0.1:{InboundPort}" : $"comes in nowhere: port {InboundPort} is taken; choose another with --inbound-port"),
            ("Data", _data.Path),
            ("", _azurite.IsOurs ? null : $"and in the Azurite that already ran on port {_account.BlobPort.ToString(CultureInfo.InvariantCulture)}"),
            ("Speed", line.Speed.ToString(CultureInfo.InvariantCulture)),
            ("Time", line.IsReal ? null : LocalClock.Business.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
        ];
        foreach ((string name, string? value) in lines.Where(entry => entry.Value is not null))
        {
            _output.WriteLine($"{name,-6} {value}");
        }
    }
}
