using System.CommandLine;
using System.Diagnostics;

namespace Support.Bench;

/// <summary>Closed loop: so many connections, each posting the next ticket as soon as the last was answered.</summary>
internal static class IntakeBench
{
    public static Command Command()
    {
        var url = new Option<string>("--url") { DefaultValueFactory = _ => "http://localhost:7071", Description = "The backend." };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 8, Description = "Callers at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20, Description = "How long." };
        var command = new Command("intake", "Tickets accepted and committed per second.") { url, connections, seconds };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Uri(parsed.GetValue(url)!), parsed.GetValue(connections), parsed.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int connections, int seconds, CancellationToken cancellationToken)
    {
        using var post = new TicketPost(url, connections);
        int sent = 0;
        int refused = 0;
        var latencies = new List<double>();
        for (int i = 0; i < 100; i++)
        {
            await post.SendAsync(Interlocked.Increment(ref sent), cancellationToken);
        }

        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                long before = Stopwatch.GetTimestamp();
                string? id = await post.SendAsync(Interlocked.Increment(ref sent), cancellationToken);
                double took = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(took);
                    refused += id is null ? 1 : 0;
                }
            }
        }));
        double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        latencies.Sort();
        Console.WriteLine(
            $"{latencies.Count} tickets in {elapsed:0.0} s with {connections} connections: {latencies.Count / elapsed:0} tickets/s, "
            + $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, max {latencies[^1]:0.0} ms, not accepted {refused}");
        return refused == 0 ? 0 : 1;

        double At(double share) => latencies[(int)(share * (latencies.Count - 1))];
    }
}
