using System.Text.RegularExpressions;
using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>What code under <c>src/</c> calls a thing, and what Bicep calls it: nothing but these tests holds them together.</summary>
public sealed partial class Names_in_code
{
    [Fact]
    public void Of_tables_are_the_tables_that_bicep_makes() =>
        Assert.Equal(
            ((BicepArray)InfraFolder.Module("ticket-storage.bicep").Variable("tableNames").Value).Texts.Order(StringComparer.Ordinal),
            Constants("Support.Platform", "Storage", "TableNames.cs").Values.Order(StringComparer.Ordinal));

    [Fact]
    public void Of_queues_topic_and_subscriptions_are_those_that_bicep_makes()
    {
        IEnumerable<string> made = BusEntities.InBicep().Keys.Select(path => path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct();
        IEnumerable<string> named = Bus.Where(constant => constant.Key != "Connection").Select(constant => constant.Value).Distinct();
        Assert.Equal(made.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_triggers_are_among_what_the_app_may_receive() => Assert.All(InfraFolder.Apps, app =>
    {
        string folder = Path.Combine(InfraFolder.RepositoryRoot, "src", "Functions." + char.ToUpperInvariant(app.Text("name")[0]) + app.Text("name")[1..]);
        IEnumerable<string> received = app.Texts("receivesQueues").Concat(app.Texts("receivesSubscriptions").Select(name => $"ticket-events/{name}"));
        IEnumerable<string> triggers = SourceOf(folder).SelectMany(text => Trigger().Matches(text)).Select(PathOf);
        Assert.Empty(triggers.Except(received));
    });

    [Fact]
    public void Of_settings_are_those_that_bicep_sets()
    {
        string source = string.Join('\n', SourceOf(Path.Combine(InfraFolder.RepositoryRoot, "src")));
        IReadOnlyList<string> settings = [.. InfraFolder.All.SelectMany(file => OwnSetting().Matches(file.Code)).Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(settings);

        // The first part may be a constant in code; the rest is written out.
        Assert.All(settings, setting => Assert.Contains(setting[setting.IndexOf("__", StringComparison.Ordinal)..].Replace("__", ":", StringComparison.Ordinal) + "\"", source, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Bus => Constants("Support.Platform", "Bus", "BusNames.cs");

    private static string PathOf(Match trigger)
    {
        IEnumerable<string> names = trigger.Groups[1].Captures.Select(capture =>
            capture.Value.StartsWith('"') ? capture.Value.Trim('"') : Bus[capture.Value[(capture.Value.IndexOf('.', StringComparison.Ordinal) + 1)..]]);
        return string.Join('/', names);
    }

    private static Dictionary<string, string> Constants(params string[] path) =>
        Constant().Matches(File.ReadAllText(Path.Combine([InfraFolder.RepositoryRoot, "src", .. path]))).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static IEnumerable<string> SourceOf(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [GeneratedRegex(@"const string (\w+) = ""([^""]*)"";")]
    private static partial Regex Constant();

    [GeneratedRegex(@"\[ServiceBusTrigger\(\s*(""[^""]*""|BusNames\.\w+)(?:,\s*(?<1>""[^""]*""|BusNames\.\w+))?")]
    private static partial Regex Trigger();

    [GeneratedRegex(@"\b((?:Storage|Support|Email|Teams)__\w+|ServiceBus__fullyQualifiedNamespace):")]
    private static partial Regex OwnSetting();
}
