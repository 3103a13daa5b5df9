using Xunit;

namespace Support.RepositoryTests.Sources;

/// <summary>A rule of the house.</summary>
internal static class Rule
{
    /// <summary>Fails with the rule and every place that breaks it, one a line.</summary>
    public static void Holds(string rule, IEnumerable<string> offenders)
    {
        string[] found = [.. offenders.Distinct().Order(StringComparer.Ordinal)];
        if (found.Length > 0)
        {
            Assert.Fail($"{rule}\n  {string.Join("\n  ", found)}");
        }
    }
}
