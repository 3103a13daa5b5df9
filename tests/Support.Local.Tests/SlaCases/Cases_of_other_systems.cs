using System.Runtime.CompilerServices;
using Support.Local.SlaCases;
using Xunit;

namespace Support.Local.Tests.SlaCases;

/// <summary>What other systems' own tests say of their arithmetic, where the cases lie beside the checkout.</summary>
public class Cases_of_other_systems
{
    [Fact]
    public void Are_all_met()
    {
        IReadOnlyList<SlaCaseResult> results = File.Exists(PathOfCases()) ? SlaCaseFile.Run(File.ReadAllText(PathOfCases())) : [];

        Assert.Empty(results.Where(static result => !result.Ok).SelectMany(static result => result.Difference.Prepend(result.Id)));
    }

    private static string PathOfCases([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data", "sla-cases.json");
}
