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
        (int count, TimeSpan took) = Loop(TimeSpan.FromSeconds(seconds));
        busy = Process.GetCurrentProcess().TotalProcessorTime - busy;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine(
            $"{what,-26} {count / took.TotalSeconds,8:0} mails/s, {count / busy.TotalSeconds,8:0} per second of processor time, "
            + $"{took.TotalMilliseconds * 1000 / count:0} µs and {allocated / count / 1024} KB allocated each");

        (int Count, TimeSpan Took) Loop(TimeSpan until)
        {
            long start = Stopwatch.GetTimestamp();
            int done = 0;
            while (Stopwatch.GetElapsedTime(start) < until)
            {
                foreach (byte[] mail in mails)
                {
                    done += read(mail) == 1 ? 1 : throw new InvalidOperationException("A mail lost its logo.");
                }
            }

            return (done, Stopwatch.GetElapsedTime(start));
        }
    }
}
