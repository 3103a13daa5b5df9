using System.Text.Json;
using System.Text.RegularExpressions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Versions;

/// <summary>What comes from npm is the same everywhere.</summary>
public sealed partial class Npm_packages
{
    private static readonly JsonElement Lock = JsonSerializer.Deserialize<JsonElement>(Repository.Read("package-lock.json"));

    private static Dictionary<string, string> Wanted =>
        Dependencies(JsonSerializer.Deserialize<JsonElement>(Repository.Read("package.json")));

    [Fact]
    public void Are_named_with_exact_versions()
    {
        Assert.NotEmpty(Wanted);
        Rule.Holds("package.json names exact versions:", Wanted.Where(package => !ExactVersion().IsMatch(package.Value)).Select(package => package.ToString()));
    }

    [Fact]
    public void Are_locked_as_they_are_wanted() => Assert.Equal(Wanted, Dependencies(Lock.GetProperty("packages").GetProperty("")));

    [Fact]
    public void Are_locked_in_the_wanted_versions() => Assert.All(Wanted, package =>
        Assert.Equal(package.Value, Lock.GetProperty("packages").GetProperty("node_modules/" + package.Key).GetProperty("version").GetString()));

    [Fact]
    public void Are_locked_with_their_hashes_and_without_a_place() => Rule.Holds(
        "The lock file says what a package's contents are, and leaves where it comes from to whoever installs it:",
        from package in Lock.GetProperty("packages").EnumerateObject()
        where package.Name.Length > 0 && (!package.Value.TryGetProperty("integrity", out _) || package.Value.TryGetProperty("resolved", out _))
        select package.Name);

    private static Dictionary<string, string> Dependencies(JsonElement owner) =>
        new[] { "dependencies", "devDependencies", "optionalDependencies" }
            .Where(kind => owner.TryGetProperty(kind, out _))
            .SelectMany(kind => owner.GetProperty(kind).EnumerateObject())
            .ToDictionary(package => package.Name, package => package.Value.GetString()!, StringComparer.Ordinal);

    [GeneratedRegex(@"^\d+\.\d+\.\d+(?:-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
