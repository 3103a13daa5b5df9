using System.Diagnostics;
using System.Globalization;

namespace Support.Local.Durable;

/// <summary>The process that runs a hub's engine.</summary>
/// <param name="Host">Its machine, and on Linux its space of process numbers, which two containers do not share.</param>
/// <param name="ProcessId">Its number.</param>
/// <param name="ProcessStart">When it began, in whatever unit is exact there: a number is given to one process after another.</param>
internal sealed record HubOwner(string Host, int ProcessId, string ProcessStart)
{
    private static readonly Lazy<HubOwner> s_thisProcess = new(() =>
        new HubOwner(ThisHost(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? string.Empty));

    private const string SimulatedHost = "simulation";

    /// <summary>The process itself; within a simulation one of the simulation's.</summary>
    public static HubOwner Current => SimulatedProcess.Current is { } simulated
        ? new HubOwner(SimulatedHost, simulated.Id, simulated.Name)
        : s_thisProcess.Value;

    /// <summary>Whether this process can say for certain that the other one is no more.</summary>
    public bool IsKnownToBeGone(HubOwner self) =>
        Host == self.Host && ProcessId != self.ProcessId && StartOf(Host, ProcessId) is var start && start != ProcessStart;

    private static string? StartOf(string host, int processId) => host == SimulatedHost
        ? Simulation.Current?.FindLiving(processId)?.Name
        : StartOf(processId);

    private static string ThisHost()
    {
        const string processNumbers = "/proc/self/ns/pid";
        try
        {
            return OperatingSystem.IsLinux()
                ? $"{Environment.MachineName} {new FileInfo(processNumbers).LinkTarget}"
                : Environment.MachineName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Environment.MachineName;
        }
    }

    /// <returns>Null if there is no such process.</returns>
    private static string? StartOf(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux() ? LinuxStartOf(processId) : PortableStartOf(processId);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>In ticks since the machine began: the system's clock may be put forward or back between two askers.</summary>
    private static string? LinuxStartOf(int processId)
    {
        const int startTime = 19;
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));

        // The second field is the program's name in brackets, which may have blanks and brackets of its own.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        const string zombie = "Z";
        return fields[0] == zombie ? null : fields[startTime];
    }

    private static string PortableStartOf(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
    }
}
