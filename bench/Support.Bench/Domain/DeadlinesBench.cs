using System.CommandLine;
using System.Diagnostics;
using Support.Bench.Durable;
using Support.Domain.Calendars;
using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Bench.Domain;

/// <summary>The next deadline of a long ticket, and the calendars below it.</summary>
internal static class DeadlinesBench
{
    private const int EventCount = 100;
    private const int BatchSize = 50;

    public static Command Command()
    {
        var model = new Option<string>("--model")
        {
            DefaultValueFactory = _ => "src/Support.Platform/Model/support-model.json",
            Description = "The support model.",
        };
        var milliseconds = new Option<int>("--milliseconds") { DefaultValueFactory = _ => 1_500, Description = "How long each figure is measured." };
        var command = new Command("deadlines", "The next deadline of a ticket of 100 events, and the calendars below it.") { model, milliseconds };
        command.SetAction(parsed => Run(parsed.GetValue(model)!, parsed.GetValue(milliseconds)));
        return command;
    }

    private static int Run(string path, int milliseconds)
    {
        ModelReadResult read = SupportModelReader.Read(File.ReadAllText(path));
        if (read.Model is not { } model)
        {
            Console.Error.WriteLine($"{path}: {read.Mistakes[0].Pointer}: {read.Mistakes[0].Message}");
            return 1;
        }

        IReadOnlyList<TicketEvent> history = LongTicket.Of(model, EventCount);
        Ticket ticket = Ticket.From(history);
        DateTimeOffset now = ticket.UpdatedAt.AddHours(1);
        Measure($"next deadline, {history.Count} events, {ticket.Clocks.Count(static clock => clock.RunningSince is not null)} clocks running", milliseconds, () => Deadlines.Next(ticket, model));
        Measure($"the same with folding the {history.Count} events", milliseconds, () => Deadlines.Next(Ticket.From(history), model));
        Measure($"explanation of its {SlaClock.Of(history, model, now).Count} runs of clocks", milliseconds, () => SlaClock.Of(history, model, now));
        foreach ((string id, CalendarDefinition calendar) in model.Calendars.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            BusinessCalendar compiled = calendar.Compiled;
            Measure($"calendar {id}: add 8 hours", milliseconds, () => compiled.Add(now, TimeSpan.FromHours(8)));
            Measure($"calendar {id}: add 30 days", milliseconds, () => compiled.Add(now, TimeSpan.FromDays(30)));
            Measure($"calendar {id}: elapsed in a year", milliseconds, () => compiled.Elapsed(now, now.AddDays(365)));
        }

        return 0;
    }

    /// <summary>Prints the mean, the median of batches and what is allocated, once the code is warm.</summary>
    private static void Measure<T>(string what, int milliseconds, Func<T> work)
    {
        var batches = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds)
        {
            batches.Add(Batch(work));
        }

        // The first third is what the compiler needs to make it fast.
        List<double> warm = batches[(batches.Count / 3)..];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Batch(work);
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / BatchSize;
        DurableBench.Print(
            $"{what}: mean {warm.Average():0.00} µs, p50 {Percentile(warm, 0.5):0.00} µs, p99 {Percentile(warm, 0.99):0.00} µs, {allocated} bytes");
    }

    private static double Batch<T>(Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < BatchSize; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / BatchSize;
    }

    private static double Percentile(List<double> values, double share) =>
        values.Order().ElementAt((int)(share * (values.Count - 1)));
}
