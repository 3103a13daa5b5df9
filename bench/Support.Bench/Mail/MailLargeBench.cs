using System.CommandLine;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Support.Mail;
using Support.Mail.Mime;

namespace Support.Bench.Mail;

/// <summary>One large mail: how long it takes, and what is held for it.</summary>
internal static class MailLargeBench
{
    private const int Times = 7;
    private const double Megabyte = 1_000_000;

    public static Command Command()
    {
        var megabytes = new Option<int>("--megabytes") { DefaultValueFactory = _ => 20, Description = "How large." };
        var command = new Command("large", "A large mail with four files: time and memory.") { megabytes };
        command.SetAction(parsed => Run(parsed.GetValue(megabytes)));
        return command;
    }

    private static int Run(int megabytes)
    {
        byte[] raw = SampleMails.Large(megabytes * 1_000_000);
        var took = new List<double>();
        long allocated = 0;
        for (int i = 0; i < Times; i++)
        {
            allocated = Once(raw, took);
        }

        InboundMail last = InboundMail.Of(MimeReader.Read(raw));
        long held = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(last);
        took.Sort();
        Console.WriteLine(
            $"{raw.Length / Megabyte:0.0} MB, {last.Attachments.Count} files of {last.Attachments.Sum(file => file.Content.Length) / Megabyte:0.0} MB: "
            + $"median {took[Times / 2]:0} ms, most {took[^1]:0} ms; {allocated / Megabyte:0.0} MB allocated beside the mail itself, "
            + $"{held / Megabyte:0.0} MB held with it ({(double)held / raw.Length:0.00} times its size)");
        return 0;
    }

    // For itself, so that nothing of one reading is held by the next.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Once(byte[] raw, List<double> took)
    {
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        InboundMail.Of(MimeReader.Read(raw));
        took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
