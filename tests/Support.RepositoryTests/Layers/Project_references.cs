using System.Xml.Linq;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Layers;

/// <summary><c>Functions.* → Support.Views, Support.Platform, Support.Mail → Support.Domain</c>, and nothing that ships rests on <c>local/</c>.</summary>
public sealed class Project_references
{
    private static readonly string[] BelowTheApps = ["Support.Domain", "Support.Mail", "Support.Platform", "Support.Views"];

    // Why local/ may look up: the host runs the apps, and the command line offers what the domain and the platform can do.
    private static readonly string[] LocalThatMayUseSource = ["Support.Cli", "Support.LocalHost", "Support.SlaCases"];

    private static IEnumerable<ProjectFile> Source => Repository.Projects.Where(project => project.Room == "src");

    [Fact]
    public void Under_src_point_one_way()
    {
        Assert.NotEmpty(Source);
        Rule.Holds(
            "A project under src/ may reference only the layers below it:",
            from project in Source
            from reference in project.ProjectReferences
            where !Below(project).Contains(Path.GetFileNameWithoutExtension(reference))
            select $"{project} references {reference}");
    }

    [Fact]
    public void Under_src_stay_under_src() => Rule.Holds(
        "A project under src/ reaches local/ only through AzureSdkReference items, which both flavours know:",
        from project in Source
        from reference in project.ProjectReferences
        where !reference.StartsWith("src/", StringComparison.Ordinal)
        select $"{project} references {reference}");

    [Fact]
    public void Under_src_name_no_stand_in_otherwise() => Rule.Holds(
        "What a project file under src/ says of local/ would hold in one flavour only:",
        from project in Source
        from attribute in project.Xml.DescendantsAndSelf().Attributes()
        where attribute.Value.Contains("local/", StringComparison.Ordinal) || attribute.Value.Contains(@"local\", StringComparison.Ordinal) || attribute.Value.Contains("AzureSdk)", StringComparison.Ordinal)
        select $"{project}: {attribute}");

    [Fact]
    public void To_an_Azure_package_have_a_stand_in_and_a_version()
    {
        string[] references = [.. Source.SelectMany(project => project.Includes("AzureSdkReference")).Distinct()];
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            Assert.Contains($"local/{reference}/{reference}.csproj", Repository.Files);
            Assert.Contains($"<PackageVersion Include=\"{reference}\"", Repository.Read("Directory.Packages.props"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Under_local_look_up_only_from_the_host() => Rule.Holds(
        "A stand-in knows nothing of the backend that it serves, and nothing under local/ of the tests:",
        from project in Repository.Projects.Where(project => project.Room == "local")
        from reference in project.ProjectReferences
        where !reference.StartsWith("local/", StringComparison.Ordinal)
            && !(reference.StartsWith("src/", StringComparison.Ordinal) && LocalThatMayUseSource.Contains(project.Name))
        select $"{project} references {reference}");

    [Fact]
    public void Under_local_show_their_insides_to_no_source() => Rule.Holds(
        "What src/ uses of a stand-in, the real package must have as well: public API only:",
        from project in Repository.Projects.Where(project => project.Room == "local")
        from friend in project.Includes("InternalsVisibleTo")
        where Source.Any(source => source.Name == friend)
        select $"{project} shows its insides to {friend}");

    private static string[] Below(ProjectFile project) => project switch
    {
        { IsFunctionApp: true } => BelowTheApps,
        { Name: "Support.Platform" or "Support.Views" } => ["Support.Domain"],
        _ => [],
    };
}
