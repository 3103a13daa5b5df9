using System.CommandLine;
using System.Globalization;
using Support.Local.Hosting;

namespace Support.Local.Cli.Commands;

/// <summary><c>support run</c>: the whole backend until it is stopped.</summary>
internal static class RunCommand
{
    // The storage emulator takes two more ports after its first.
    private const int HighestPort = 65_533;

    private static readonly Option<int> Port = PortOption("--port", "The port of the API.", LocalHostOptions.DefaultPort);
    private static readonly Option<int> StoragePort = PortOption("--storage-port", "The first of the storage emulator's three ports.", LocalHostOptions.DefaultStoragePort);
    private static readonly Option<int> MailPort = PortOption("--mail-port", "The port of the page that shows the mails.", LocalHostOptions.DefaultMailPort);
    private static readonly Option<int> SmtpPort = PortOption("--smtp-port", "The port that mails are delivered to.", LocalHostOptions.DefaultSmtpPort);

    private static readonly Option<int> InboundPort = PortOption("--inbound-port", "The port at which mails to the support address come in.", LocalHostOptions.DefaultInboundPort);

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The folder that holds all state.",
        HelpName = "DIR",
        DefaultValueFactory = static _ => LocalHostOptions.DefaultDataDirectory,
    };

    private static readonly Option<double> Speed = SpeedOption();

    private static readonly Option<FileInfo> Model = new("--model")
    {
        Description = "The support model to run instead of the default one.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> NoMail = new("--no-mail") { Description = "Neither starts nor uses a mail catcher." };

    public static Command Create()
    {
        Model.AcceptExistingOnly();
        var command = new Command("run", "Runs the whole backend until Ctrl-C; a second start goes on where the first was.")
        {
            Port, Data, Speed, StoragePort, MailPort, SmtpPort, InboundPort, Model, NoMail,
        };
        command.SetAction((parsed, _) => RunAsync(OptionsOf(parsed)));
        return command;
    }

    private static LocalHostOptions OptionsOf(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(Port),
        DataDirectory = parsed.GetValue(Data)!,
        Speed = parsed.GetValue(Speed),
        StoragePort = parsed.GetValue(StoragePort),
        MailPort = parsed.GetValue(MailPort),
        SmtpPort = parsed.GetValue(SmtpPort),
        InboundPort = parsed.GetValue(InboundPort),
        ModelPath = parsed.GetValue(Model)?.FullName,
        NoMail = parsed.GetValue(NoMail),
    };

    private static async Task<int> RunAsync(LocalHostOptions options)
    {
        using var signals = new StopSignals();
        try
        {
            // Before anything starts: a model with a mistake would stop each app by itself, one after the other.
            if (options.ModelPath is { } model && !await ModelCheckCommand.IsValidAsync(model, signals.CancellationToken))
            {
                return ExitCodes.Failure;
            }

            await LocalBackend.RunAsync(options, Console.Out, signals.CancellationToken);
            return ExitCodes.Success;
        }
#pragma warning disable CA1031 // The last door: whoever typed the command is told what was wrong, not where.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"support: {exception.Message}");
            return ExitCodes.Failure;
        }
    }

    private static Option<int> PortOption(string name, string description, int defaultPort) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultPort,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= HighestPort)
            {
                return port;
            }

            result.AddError($"{name} must be a number between 1 and {HighestPort}.");
            return 0;
        },
    };

    private static Option<double> SpeedOption() => new("--speed")
    {
        Description = "How many seconds of a ticket's life pass in a real second.",
        HelpName = "N",
        DefaultValueFactory = static _ => 1,
        CustomParser = static result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed)
                && speed is >= ClockLine.SlowestSpeed and <= ClockLine.FastestSpeed)
            {
                return speed;
            }

            result.AddError($"--speed must be a number between {ClockLine.SlowestSpeed} and {ClockLine.FastestSpeed}.");
            return 0;
        },
    };
}
