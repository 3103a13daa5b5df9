using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Support.Mail.Tests.Fuzz;

/// <summary>
/// Reads mails that a grammar draws and mails that were changed at random. A mail that is read in a way not seen before is kept
/// and changed further, so that what is rare is reached step by step.
/// </summary>
public sealed class When_any_bytes_are_read(ITestOutputHelper output)
{
    private const int UsualCases = 3_000;
    private const int UsualSeed = 20260105;
    private const int KeptMax = 4_000;
    private const int MemoryEach = 1_000;

    [Fact]
    public void They_are_read_without_failure_in_bounded_time_and_memory()
    {
        int cases = Number(Property.CasesVariable) ?? UsualCases;
        var chance = new Random(Number(Property.SeedVariable) ?? UsualSeed);
        var grammar = new MailGrammar(chance);
        var mutation = new MailMutation(chance);
        List<byte[]> kept = [.. MailSeeds.All(), grammar.Mail()];
        var seen = new HashSet<long>();
        (TimeSpan worst, int worstLength, long memory, long start) = (default, 0, 0, Stopwatch.GetTimestamp());
        for (int i = 0; i < cases; i++)
        {
            byte[] mail = i < kept.Count ? kept[i] : chance.Next(4) == 0
                ? grammar.Mail()
                : mutation.Of(kept[chance.Next(kept.Count)], kept[chance.Next(kept.Count)]);
            TimeSpan took = Hold(mail, i, out string shape);
            if (seen.Add(Sum(shape)))
            {
                Keep(kept, mail, chance);
            }

            // The first readings pay for the compiler.
            if (took > worst && i > 100)
            {
                (worst, worstLength) = (took, mail.Length);
            }

            memory = i % MemoryEach == 0 ? Math.Max(memory, Environment.WorkingSet) : memory;
        }

        output.WriteLine(
            $"{cases} mails in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; {seen.Count} shapes; worst {worst.TotalMilliseconds:0.0} ms "
            + $"for {worstLength} bytes; working set at most {memory / 1024 / 1024} MiB");
    }

    private static void Keep(List<byte[]> kept, byte[] mail, Random chance)
    {
        if (kept.Count < KeptMax)
        {
            kept.Add(mail);
        }
        else
        {
            kept[chance.Next(KeptMax)] = mail;
        }
    }

    // The same in every process, unlike a text's own.
    private static long Sum(string shape) => shape.Aggregate(17L, (sum, letter) => unchecked((sum * 1_099_511_628_211) ^ letter));

    private static TimeSpan Hold(byte[] mail, int number, out string shape)
    {
        try
        {
            shape = MailLaw.Holds(mail, out TimeSpan took);
            return took;
        }
        catch (Exception failure)
        {
            byte[] simpler = Simpler(mail, failure.GetType());
            throw new XunitException(
                $"Mail {number}: {failure}\n{simpler.Length} bytes, in base64 {Convert.ToBase64String(simpler)}\n{Encoding.Latin1.GetString(simpler)}");
        }
    }

    // Leaves out piece by piece what the failure does not need.
    private static byte[] Simpler(byte[] mail, Type failure)
    {
        for (int piece = mail.Length / 2; piece > 0; piece /= 2)
        {
            for (int at = 0; at + piece <= mail.Length;)
            {
                byte[] without = [.. mail.AsSpan(0, at), .. mail.AsSpan(at + piece)];
                if (Fails(without, failure))
                {
                    mail = without;
                }
                else
                {
                    at += piece;
                }
            }
        }

        return mail;
    }

    private static bool Fails(byte[] mail, Type failure)
    {
        try
        {
            MailLaw.Holds(mail, out _);
            return false;
        }
        catch (Exception other)
        {
            return other.GetType() == failure;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
