using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Replay;

/// <summary>
/// The build refuses the clock, identifiers, randomness, the environment and waiting where code must be deterministic: in
/// the domain, and in the app whose orchestrators are replayed.
/// </summary>
public sealed class Banned_symbols
{
    private const string Orchestration = "Functions.Orchestration";
    private const string Domain = "Support.Domain";

    private static readonly string[] Types =
        ["System.Diagnostics.Stopwatch", "System.Environment", "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Thread"];

    private static readonly (string Type, string Member)[] Members =
    [
        ("System.DateTime", "Now"), ("System.DateTime", "Today"), ("System.DateTime", "UtcNow"),
        ("System.DateTimeOffset", "Now"), ("System.DateTimeOffset", "UtcNow"),
        ("System.Guid", "CreateVersion7"), ("System.Guid", "NewGuid"),
        ("System.Threading.Tasks.Task", "Delay"), ("System.Threading.Tasks.Task", "Run"),
    ];

    public static TheoryData<string> Files { get; } = [.. BannedSymbols.Files];

    [Theory]
    [InlineData(Domain)]
    [InlineData(Orchestration)]
    public void Leave_no_way_to_what_a_replay_would_see_differently(string project)
    {
        BannedSymbols banned = BannedSymbols.Of(project);
        Rule.Holds(
            $"src/{project}/BannedSymbols.txt leaves these open:",
            Types.Where(type => !banned.Bans(type)).Select(type => "T:" + type)
                .Concat(Members.SelectMany(member => banned.OpenWaysTo(member.Type, member.Member))));
    }

    [Fact]
    public void Of_the_domain_hold_every_clock() =>
        Assert.All(["System.TimeProvider", "NodaTime.IClock", "NodaTime.SystemClock"], type => Assert.True(BannedSymbols.Of(Domain).Bans(type), $"{type} is not banned."));

    [Theory]
    [MemberData(nameof(Files))]
    public void Exist(string path) => Rule.Holds("These name no symbol, so nothing would be refused:", BannedSymbols.Read(path).Unknown());

    [Theory]
    [MemberData(nameof(Files))]
    public void Are_given_to_the_analyzer(string path)
    {
        ProjectFile project = Repository.Projects.Single(project => Path.GetDirectoryName(project.Path) == Path.GetDirectoryName(path));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", project.Includes("PackageReference"));
        Assert.Contains("BannedSymbols.txt", project.Includes("AdditionalFiles"));
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", Repository.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void Are_not_argued_with() => Rule.Holds(
        "Nobody switches the ban off for a line:",
        from line in Repository.Lines(Repository.FilesUnder("src", ".cs", ".razor", ".csproj"))
        where line.Line.Contains("RS0030", StringComparison.Ordinal)
        select line.Place);
}
