using System.CommandLine;
using System.CommandLine.Help;
using Support.Local.Cli;
using Support.Local.Cli.Commands;

// A plain command, because a RootCommand is named after the assembly and not after what people type.
var root = new Command("support", "A support backend: tickets, SLA clocks, escalation and notices.")
{
    new HelpOption(),
    new VersionOption(),
    RunCommand.Create(),
    ModelCheckCommand.Create(),
    SlaCommand.Create(),
    WebhookExplainCommand.Create(),
    MailExplainCommand.Create(),
    QuarantineCommand.Create(),
    KeyCommand.Create(),
    DeadLettersCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"support: {parsed.Errors[0].Message} ('support --help' lists what there is.)");
    return ExitCodes.Usage;
}

// Signals are the commands' own business: stopping cleanly takes as long as it takes.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
