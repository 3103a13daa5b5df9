using System.Text.RegularExpressions;
using System.Xml.Linq;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Versions;

/// <summary><c>Directory.Packages.props</c>.</summary>
public sealed partial class Nuget_packages
{
    // What is deployed. The Local flavour cannot restore these, so nothing but this list notices a slip of the hand.
    private static readonly Dictionary<string, string> Deployed = new()
    {
        ["Azure.Communication.Email"] = "1.1.0",
        ["Azure.Data.Tables"] = "12.11.0",
        ["Azure.Messaging.ServiceBus"] = "7.20.2",
        ["Azure.Storage.Blobs"] = "12.30.0",
        ["Microsoft.ApplicationInsights.WorkerService"] = "2.23.0",
        ["Microsoft.Azure.Functions.Worker"] = "2.52.0",
        ["Microsoft.Azure.Functions.Worker.ApplicationInsights"] = "2.51.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.18.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.1.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.ServiceBus"] = "5.24.0",
        ["Microsoft.Azure.Functions.Worker.Extensions.Timer"] = "4.3.1",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.1.0",
    };

    private static readonly XElement Central = XElement.Parse(Repository.Read("Directory.Packages.props"));

    [Fact]
    public void Of_the_Packages_flavour_are_the_ones_that_are_deployed() => Assert.Equal(
        Deployed.OrderBy(package => package.Key, StringComparer.Ordinal),
        VersionsIn(group => ((string?)group.Attribute("Condition"))?.Contains("'Packages'", StringComparison.Ordinal) == true)
            .OrderBy(package => package.Key, StringComparer.Ordinal));

    [Fact]
    public void Have_exact_versions() => Rule.Holds(
        "A version is one version, no range:",
        VersionsIn(_ => true).Where(package => !ExactVersion().IsMatch(package.Value)).Select(package => package.ToString()));

    [Fact]
    public void Have_one_version_a_flavour() => Rule.Holds(
        "A package has one version in each flavour:",
        Central.Elements("ItemGroup").GroupBy(FlavourOf).Select(flavour => flavour.Elements("PackageVersion").Concat(flavour.Key == "" ? [] : InBothFlavours))
            .SelectMany(versions => versions.GroupBy(version => (string)version.Attribute("Include")!).Where(same => same.Count() > 1).Select(same => same.Key)));

    private static IEnumerable<XElement> InBothFlavours => Central.Elements("ItemGroup").Where(group => FlavourOf(group) == "").Elements("PackageVersion");

    private static string FlavourOf(XElement group) => (string?)group.Attribute("Condition") ?? "";

    private static IEnumerable<KeyValuePair<string, string>> VersionsIn(Func<XElement, bool> isWanted) =>
        Central.Elements("ItemGroup").Where(isWanted).Elements("PackageVersion")
            .Select(version => KeyValuePair.Create((string)version.Attribute("Include")!, (string)version.Attribute("Version")!));

    [GeneratedRegex(@"^\d+\.\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
