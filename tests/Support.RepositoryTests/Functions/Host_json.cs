using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Functions;

/// <summary>One <c>host.json</c> at the root is every app's.</summary>
public sealed class Host_json
{
    public static TheoryData<string> Apps { get; } = [.. DeclaredFunction.Apps];

    [Theory]
    [MemberData(nameof(Apps))]
    public void Lies_beside_every_built_app(string app)
    {
        // bin/<project>/<configuration>: the apps were built beside these tests.
        DirectoryInfo output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string built = Path.Combine(output.Parent!.Parent!.FullName, app, output.Name, "host.json");
        Assert.True(File.Exists(built), $"{app}'s output has no host.json.");
        Assert.Equal(Repository.Read("host.json"), File.ReadAllText(built).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Is_the_only_one() =>
        Assert.Equal(["host.json"], Repository.Files.Where(path => Path.GetFileName(path) == "host.json"));
}
