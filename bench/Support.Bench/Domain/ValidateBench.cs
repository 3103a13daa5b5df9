using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Support.Bench.Durable;
using Support.Domain.Model;

namespace Support.Bench.Domain;

/// <summary>How long it takes to read and check a model of a large desk as a whole.</summary>
internal static class ValidateBench
{
    public static Command Command()
    {
        var applications = new Option<int>("--applications") { DefaultValueFactory = _ => 200, Description = "Applications." };
        var agents = new Option<int>("--agents") { DefaultValueFactory = _ => 2_000, Description = "Agents." };
        var organisations = new Option<int>("--organisations") { DefaultValueFactory = _ => 500, Description = "Organisations." };
        var policies = new Option<int>("--policies") { DefaultValueFactory = _ => 120, Description = "SLA policies, and as many escalation policies." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 30, Description = "How often." };
        var output = new Option<FileInfo?>("--output") { Description = "Writes the model to this file, too." };
        var command = new Command("validate", "Reads and checks a large support model. Wanted: 200 ms.")
        {
            applications, agents, organisations, policies, runs, output,
        };
        command.SetAction(parsed => Run(
            LargeModel.Text(parsed.GetValue(applications), parsed.GetValue(agents), parsed.GetValue(organisations), parsed.GetValue(policies)),
            parsed.GetValue(runs),
            parsed.GetValue(output)));
        return command;
    }

    private static int Run(string model, int runs, FileInfo? output)
    {
        if (output is not null)
        {
            File.WriteAllText(output.FullName, model);
        }

        DurableBench.Print($"{Encoding.UTF8.GetByteCount(model) / 1024} KiB of JSON");
        var times = new List<double>(runs);
        for (int run = 0; run < runs; run++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            ModelReadResult read = SupportModelReader.Read(model);
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (read.Mistakes.Count > 0)
            {
                Console.Error.WriteLine(string.Join('\n', read.Mistakes.Take(10).Select(static mistake => $"{mistake.Pointer}: {mistake.Message}")));
                return 1;
            }

            if (run == 0)
            {
                DurableBench.Print($"first, with everything to compile: {milliseconds:F0} ms, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024 / 1024} MiB");
            }
            else
            {
                times.Add(milliseconds);
            }
        }

        times.Sort();
        if (times.Count > 0)
        {
            DurableBench.Print($"then, {times.Count} times: fastest {times[0]:F0} ms, median {times[times.Count / 2]:F0} ms, slowest {times[^1]:F0} ms");
        }

        return 0;
    }
}
