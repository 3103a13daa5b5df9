using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>What the framework cannot do to a process.</summary>
internal static class Signals
{
    private const int TerminateSignal = 15;

    /// <summary>Asks a process to end, as the system does when it stops a service.</summary>
    public static void Terminate(this Process process) => _ = NativeMethods.Kill(process.Id, TerminateSignal);

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int pid, int signal);
    }
}
