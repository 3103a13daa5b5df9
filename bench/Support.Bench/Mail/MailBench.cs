using System.CommandLine;

namespace Support.Bench.Mail;

/// <summary>What reading mail costs by itself, without storage or a backend.</summary>
internal static class MailBench
{
    public static Command Command() => new("mail", "The mail reader by itself, without a backend.")
    {
        MailReadBench.Command(),
        MailLargeBench.Command(),
    };
}
