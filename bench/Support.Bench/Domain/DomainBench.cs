using System.CommandLine;

namespace Support.Bench.Domain;

/// <summary>What the rules cost by themselves, without storage or a backend.</summary>
internal static class DomainBench
{
    public static Command Command() => new("domain", "The domain by itself, without a backend.")
    {
        DeadlinesBench.Command(),
        ValidateBench.Command(),
    };
}
