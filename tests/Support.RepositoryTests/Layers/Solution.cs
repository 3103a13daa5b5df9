using System.Text.RegularExpressions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Layers;

/// <summary><c>Support.sln</c> and the project files.</summary>
public sealed partial class Solution
{
    [Fact]
    public void Holds_every_project_and_nothing_else() => Assert.Equal(
        Repository.Projects.Select(project => project.Path).Order(StringComparer.Ordinal),
        ProjectLine().Matches(Repository.Read("Support.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Fact]
    public void Leaves_versions_to_the_central_file() => Rule.Holds(
        "Versions stand in Directory.Packages.props alone:",
        from project in Repository.Projects
        from element in project.Xml.Descendants()
        where element.Name.LocalName is "PackageVersion" or "GlobalPackageReference"
            || (element.Name.LocalName is "PackageReference" or "AzureSdkReference"
                && (element.Attribute("Version") ?? element.Attribute("VersionOverride")) is not null)
            || (element.Parent?.Name.LocalName == "PackageReference" && element.Name.LocalName is "Version" or "VersionOverride")
        select $"{project}: {element}");

    [Fact]
    public void Gives_each_project_a_folder_of_its_own_name() => Rule.Holds(
        "A project lies in a folder of its own name, directly in its room:",
        Repository.Projects.Where(project => project.Path != $"{project.Room}/{project.Name}/{project.Name}.csproj").Select(project => project.Path));

    [GeneratedRegex(@"^Project\(""[^""]*""\) = ""[^""]*"", ""([^""]+\.csproj)""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
