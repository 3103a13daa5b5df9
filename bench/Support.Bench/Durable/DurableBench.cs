using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Support.Bench.Durable;

/// <summary>What the durable engine does in a second, and what it takes.</summary>
internal static class DurableBench
{
    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "How long." };
        var turns = new Command("turns", "Activity turns per second and bytes per turn, in memory. One core: taskset -c 0.") { seconds };
        turns.SetAction((parsed, cancellationToken) => TurnsBench.RunAsync(parsed.GetValue(seconds), cancellationToken));

        var length = new Option<int>("--length") { DefaultValueFactory = _ => 1_000, Description = "Activities one after the other." };
        var chain = new Command("chain", "One orchestration of many activities, in memory.") { length };
        chain.SetAction((parsed, cancellationToken) => ChainBench.RunAsync(parsed.GetValue(length), cancellationToken));

        var instances = new Option<int>("--instances") { DefaultValueFactory = _ => 2_000, Description = "How many." };
        var storage = new Command("storage", "Orchestrations of one activity and one timer per second, on Azurite.") { instances };
        storage.SetAction((parsed, cancellationToken) => StorageBench.RunAsync(parsed.GetValue(instances), cancellationToken));

        var sleepers = new Option<int>("--sleepers") { DefaultValueFactory = _ => 100_000, Description = "How many sleep." };
        var sleep = new Command("sleepers", "Memory, restart and lateness with many instances asleep, on Azurite.") { sleepers };
        sleep.SetAction((parsed, cancellationToken) => SleepersBench.RunAsync(parsed.GetValue(sleepers), cancellationToken));

        return new Command("durable", "The durable engine by itself, without a backend.") { turns, chain, storage, sleep };
    }

    /// <summary>Prints a line and the machine's load, without which no figure can be compared.</summary>
    public static void Print(FormattableString line)
    {
        const string load = "/proc/loadavg";
        string busy = File.Exists(load) ? string.Join(' ', File.ReadAllText(load).Split(' ')[..2]) : "unknown";
        Console.WriteLine($"{line.ToString(CultureInfo.InvariantCulture)} (load {busy}, {Environment.ProcessorCount} processors)");
    }

    public static double SecondsSince(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
