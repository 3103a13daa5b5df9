using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Support.Local.Hosting.Processes;

/// <summary>
/// A program from npm that runs in a session of its own, so that neither Ctrl-C nor the death of the host ends it. A
/// file in the data folder remembers it for the next host.
/// </summary>
internal sealed class DetachedProcess(DataFolder data, string name)
{
    private const int TerminateSignal = 15;
    private const int KillSignal = 9;

    // Node itself is the one portable way to a new session; its child's number is all it prints.
    private const string Launcher =
        "const [log, ...args] = process.argv.slice(1);" +
        "const out = require('fs').openSync(log, 'a');" +
        "const child = require('child_process').spawn(process.execPath, args, { detached: true, stdio: ['ignore', out, out] });" +
        "child.unref(); console.log(child.pid);";

    private static readonly TimeSpan EndPoll = TimeSpan.FromMilliseconds(20);

    // The system reports a start with the precision of its own ticks.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(2);

    private string PidFile => data[$"{name}.pid"];

    public string LogFile => data[$"{name}.log"];

    public async Task StartAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in new[] { "-e", Launcher, "--", LogFile }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using Process launcher = Launch(start);
        string output = await launcher.StandardOutput.ReadToEndAsync(cancellationToken);
        await launcher.WaitForExitAsync(cancellationToken);
        if (!int.TryParse(output, NumberStyles.Integer, CultureInfo.InvariantCulture, out int pid))
        {
            throw new LocalHostException($"{name} did not start.");
        }

        await File.WriteAllTextAsync(PidFile, JsonSerializer.Serialize(new Record(pid, StartOf(pid) ?? DateTime.MinValue)), cancellationToken);
    }

    /// <summary>Whether the process that this or an earlier host of the data folder started still runs.</summary>
    public bool IsRunning() => ReadRecord() is { } record && IsSame(record);

    /// <summary>Asks the process to end and waits until it has; nothing when it is not ours or is gone.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="insist">Whether it is killed after that; else the next host finds it still ending.</param>
    public async Task StopAsync(TimeSpan patience, bool insist)
    {
        if (ReadRecord() is { } record && IsSame(record))
        {
            _ = NativeMethods.Kill(record.Pid, TerminateSignal);
            if (!await WaitForEndAsync(patience, CancellationToken.None))
            {
                if (!insist)
                {
                    return;
                }

                _ = NativeMethods.Kill(record.Pid, KillSignal);
            }
        }

        File.Delete(PidFile);
    }

    /// <summary>Waits until the process has ended; false when that takes too long.</summary>
    public async Task<bool> WaitForEndAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (ReadRecord() is not { } record)
        {
            return true;
        }

        long start = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(EndPoll);
        while (IsSame(record))
        {
            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return true;
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new LocalHostException("node was not found: install Node.js 20 or later.", exception);
        }
    }

    // A number alone is not enough: after a reboot it may be anybody's.
    private static bool IsSame(Record record) =>
        StartOf(record.Pid) is { } start && (start - record.StartedUtc).Duration() <= StartTolerance;

    private static DateTime? StartOf(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private Record? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize<Record>(File.ReadAllText(PidFile));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private sealed record Record(int Pid, DateTime StartedUtc);

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int pid, int signal);
    }
}
