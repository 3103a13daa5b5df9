using System.Text.RegularExpressions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Privacy;

/// <summary>What is in the repository is true on every machine.</summary>
public sealed partial class Tracked_files
{
    private static readonly string[] OfOnePerson = ["local.settings.json", ".npmrc", "nuget.config", ".env"];

    [Fact]
    public void Name_no_folder_of_one_machine() => Rule.Holds(
        "A path of somebody's machine:",
        Repository.Lines(Repository.Files).Where(line => MachinePath().IsMatch(line.Line)).Select(line => line.Place));

    [Fact]
    public void Name_no_package_registry() => Rule.Holds(
        "Where packages come from is set up on each machine, not in the repository:",
        Repository.Lines(Repository.Files).Where(line => Registry().IsMatch(line.Line)).Select(line => line.Place));

    [Fact]
    public void Are_nobody_s_own_settings() => Rule.Holds(
        "These hold settings of one machine or one person:",
        Repository.Files.Where(path => OfOnePerson.Contains(Path.GetFileName(path).ToLowerInvariant())));

    [Fact]
    public void Have_names_that_every_system_can_hold() => Rule.Holds(
        "A file's name has no spaces and no characters that a system forbids:",
        Repository.Files.Where(path => !PortableName().IsMatch(path)));

    [Theory]
    [InlineData("root", true)]
    [InlineData("home", true)]
    [InlineData("Users", true)]
    [InlineData("site", false)]
    public void Are_searched_for_the_folders_that_give_a_machine_away(string folder, bool isOfAMachine) =>
        Assert.Equal(isOfAMachine, MachinePath().IsMatch($"see /{folder}/me/notes"));

    // Written so that no pattern finds itself. App Service keeps a site under a folder of that shape, which is the same everywhere.
    [GeneratedRegex(@"(?<![\w.~}-])/(?:root|work|Users|home(?!/site))/|[A-Z]:\\Users\\|/tmp/(?:brief|art-)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bregistry\.[\w-]+\.\w|nuget\.org/v\d|\bpkgs\.[\w.-]+/|\b(?:art[i]factory|verda[c]cio|jfr[o]g)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"^[\w.+@()\[\]{}-]+(?:/[\w.+@()\[\]{}-]+)*$")]
    private static partial Regex PortableName();
}
