using System.Diagnostics;
using System.Text.Json;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>A program that a backend started beside itself, and that outlives it: a file in the data folder names its process.</summary>
internal sealed class NodeProgram
{
    private readonly string _pidFile;

    private NodeProgram(string pidFile) => _pidFile = pidFile;

    public static NodeProgram In(string dataDirectory, string name) => new(Path.Combine(dataDirectory, $"{name}.pid"));

    public bool IsRunning
    {
        get
        {
            using Process? process = Find();
            return process is not null;
        }
    }

    public void Kill()
    {
        using Process? process = Find();
        process?.Kill();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task TerminateAsync(TimeSpan patience)
    {
        using Process? process = Find();
        process?.Terminate();
        await Eventually.TrueAsync(() => !IsRunning, patience, "an end");
    }

    private Process? Find()
    {
        if (!File.Exists(_pidFile))
        {
            return null;
        }

        try
        {
            Record record = JsonSerializer.Deserialize<Record>(File.ReadAllText(_pidFile))!;
            Process process = Process.GetProcessById(record.Pid);

            // The number may be another's by now.
            bool isSame = !process.HasExited && (process.StartTime.ToUniversalTime() - record.StartedUtc).Duration() < TimeSpan.FromSeconds(2);
            if (isSame)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Record(int Pid, DateTime StartedUtc);
}
