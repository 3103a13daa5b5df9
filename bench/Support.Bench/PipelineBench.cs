using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;

namespace Support.Bench;

/// <summary>
/// Open loop: posts at a fixed rate, whatever the backend does, and receives the mails itself. A backlog that grows shows
/// as an acknowledgement that comes ever later.
/// </summary>
internal static class PipelineBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Command()
    {
        var url = new Option<string>("--url") { DefaultValueFactory = _ => "http://localhost:7071", Description = "The backend." };
        var smtp = new Option<int>("--smtp-port")
        {
            DefaultValueFactory = _ => 1025,
            Description = "Where to receive mail; start this first, so that the backend starts no mail catcher of its own.",
        };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 40, Description = "Tickets per second." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 60, Description = "How long." };
        var command = new Command("pipeline", "Tickets through the whole pipeline per second, POST to acknowledgement.")
        {
            url, smtp, rate, seconds,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Uri(parsed.GetValue(url)!), parsed.GetValue(smtp), parsed.GetValue(rate), parsed.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Uri url, int smtpPort, int rate, int seconds, CancellationToken cancellationToken)
    {
        using var mails = new MailSink(smtpPort);
        using var post = new TicketPost(url, connections: 64);
        await BackendReadyAsync(url, cancellationToken);
        var sent = new ConcurrentDictionary<string, long>();
        var posts = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        for (int i = 1; i <= rate * seconds; i++)
        {
            int number = i;
            posts.Add(PostAsync(number));
            if (i % (rate * 5) == 0)
            {
                Report(start, sent, mails);
            }

            // The timer drops ticks that nobody waited for, so the schedule is kept by the clock and not by counting ticks.
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < (double)i / rate)
            {
                await ticks.WaitForNextTickAsync(cancellationToken);
            }
        }

        await Task.WhenAll(posts);
        double posted = Stopwatch.GetElapsedTime(start).TotalSeconds;
        while (Acknowledged(sent, mails).Count < sent.Count && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds + Patience.TotalSeconds)
        {
            await ticks.WaitForNextTickAsync(cancellationToken);
        }

        Report(start, sent, mails);
        List<double> latencies = Acknowledged(sent, mails);
        Console.WriteLine($"{sent.Count} accepted in {posted:0.0} s ({sent.Count / posted:0.0}/s), {latencies.Count} acknowledged by mail, {mails.Doubled} mails doubled");
        return latencies.Count == rate * seconds && mails.Doubled == 0 ? 0 : 1;

        async Task PostAsync(int number)
        {
            long before = Stopwatch.GetTimestamp();
            if (await post.SendAsync(number, cancellationToken) is { } id)
            {
                sent[id] = before;
            }
        }
    }

    // The newest tenth tells whether the backlog grows.
    private static void Report(long start, ConcurrentDictionary<string, long> sent, MailSink mails)
    {
        List<double> latencies = Acknowledged(sent, mails);
        List<double> newest = [.. latencies.Skip(latencies.Count * 9 / 10).Order()];
        double median = newest.Count == 0 ? 0 : newest[newest.Count / 2];
        Console.WriteLine(
            $"{Stopwatch.GetElapsedTime(start).TotalSeconds,6:0.0} s: accepted {sent.Count}, acknowledged {latencies.Count}, "
            + $"POST to mail of the newest tenth: median {median:0} ms");
    }

    private static List<double> Acknowledged(ConcurrentDictionary<string, long> sent, MailSink mails) =>
    [
        .. sent.OrderBy(pair => pair.Value)
            .Where(pair => mails.Arrived.ContainsKey(pair.Key))
            .Select(pair => Stopwatch.GetElapsedTime(pair.Value, mails.Arrived[pair.Key]).TotalMilliseconds),
    ];

    private static async Task BackendReadyAsync(Uri url, CancellationToken cancellationToken)
    {
        Console.WriteLine("Receiving mail; waiting for the backend …");
        using var http = new HttpClient { BaseAddress = url };
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                using HttpResponseMessage health = await http.GetAsync("health", cancellationToken);
                if (health.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
        }
    }
}
