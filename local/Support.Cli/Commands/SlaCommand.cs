using System.CommandLine;

namespace Support.Local.Cli.Commands;

/// <summary><c>support sla …</c>: what the SLA arithmetic makes of cases and histories.</summary>
internal static class SlaCommand
{
    public static Command Create() =>
        new Command("sla", "Tries the SLA arithmetic on cases and histories.") { SlaVerifyCommand.Create(), SlaReplayCommand.Create() };
}
