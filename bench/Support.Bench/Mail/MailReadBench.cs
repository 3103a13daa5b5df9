using System.CommandLine;
using System.Diagnostics;
using Support.Mail;
using Support.Mail.Mime;

namespace Support.Bench.Mail;

/// <summary>Mails read a second, on one thread.</summary>
internal static class MailReadBench
{
    private const int Mails = 200;

    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 5, Description = "How long each." };
        var command = new Command("read", "Answers of 20 KB read a second, on one thread.") { seconds };
        command.SetAction(parsed => Run(parsed.GetValue(seconds)));
        return command;
    }

    private static int Run(int seconds)
    {
        byte[][] mails = [.. Enumerable.Range(0, Mails).Select(SampleMails.Answer)];
        Console.WriteLine($"{Mails} mails of {mails.Average(mail => mail.Length):0} bytes on average");
        Measure("bytes to parts", seconds, mails, mail => MimeReader.Read(mail).Attachments.Count);
        Measure("bytes to the normal form", seconds, mails, mail => InboundMail.Of(MimeReader.Read(mail)).Attachments.Count);
        return 0;
    }

    private static void Measure(string what, int seconds, byte[][] mails, Func<byte[], int> read)
    {
        // Long enough for the compiler to have had its second look.
        Loop(TimeSpan.FromSeconds(2));
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan busy = Process.GetCurrentProcess().TotalProcessorTime;
        List<double> took = Loop(TimeSpan.FromSeconds(seconds));
        busy = Process.GetCurrentProcess().TotalProcessorTime - busy;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        took.Sort();
        // On a machine that others use, processor time says more than the clock.
        Console.WriteLine(
            $"{what,-26} {took.Count / busy.TotalSeconds:0} mails per second of processor time; median {took[took.Count / 2]:0} µs, "
            + $"fastest tenth {took[took.Count / 10]:0} µs; {allocated / took.Count / 1024} KB allocated each");

        List<double> Loop(TimeSpan until)
        {
            var each = new List<double>();
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < until)
            {
                foreach (byte[] mail in mails)
                {
                    long before = Stopwatch.GetTimestamp();
                    int files = read(mail);
                    each.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
                    if (files != 1)
                    {
                        throw new InvalidOperationException("A mail lost its logo.");
                    }
                }
            }

            return each;
        }
    }
}
