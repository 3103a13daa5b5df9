using System.Text.RegularExpressions;
using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>What the compiler of Bicep would say of a template, or what nobody says of one: that something in it is for nothing.</summary>
public sealed partial class Modules
{
    public static TheoryData<string> Files => [.. InfraFolder.All.Select(file => file.Name)];

    [Fact]
    public void All_are_called_and_all_that_are_called_are_there()
    {
        IEnumerable<string> called = InfraFolder.All.SelectMany(file => file.ModuleCalls).Select(call => call.Target).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(InfraFolder.Modules.Select(file => $"modules/{file.Name}"), called);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Use_every_parameter_and_variable_they_declare(string fileName)
    {
        BicepFile file = Named(fileName);
        string names = BicepText.WithoutStringContents(file.Code);
        IEnumerable<string> unused = file.Declarations
            .Where(declaration => declaration.Keyword is "param" or "var")
            .Where(declaration => UsesOf(declaration.Name, names) < 2)
            .Select(declaration => declaration.Name);
        Assert.Empty(unused);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Describe_themselves_every_parameter_and_every_output(string fileName)
    {
        BicepFile file = Named(fileName);
        Assert.Equal(["name", "description"], file.Declarations.Where(declaration => declaration.Keyword == "metadata").Select(declaration => declaration.Name));
        Assert.Equal(file.Parameters.Count(), ParameterDescription().Count(file.Text));
        Assert.Equal(file.Parameters.Count() + file.Outputs.Count(), Description().Count(file.Text));
    }

    [Fact]
    public void Are_given_every_parameter_they_require_and_no_other()
    {
        Assert.All(InfraFolder.Main.ModuleCalls, call =>
        {
            BicepFile module = InfraFolder.Module(Path.GetFileName(call.Target));
            IReadOnlyCollection<string> given = [.. call.Body.Object("params").Properties.Keys];
            Assert.Empty(given.Except(module.Parameters.Select(parameter => parameter.Name)));
            Assert.Empty(module.Parameters.Where(parameter => !parameter.IsOptional).Select(parameter => parameter.Name).Except(given));
        });
    }

    [Fact]
    public void Give_out_what_is_asked_of_them_and_nothing_that_nobody_asks_for()
    {
        Dictionary<string, string> moduleOfCall = InfraFolder.Main.ModuleCalls.ToDictionary(call => call.Name, call => Path.GetFileName(call.Target));
        IEnumerable<string> asked = OutputUse().Matches(InfraFolder.Main.Code).Select(match => $"{moduleOfCall[match.Groups[1].Value]}: {match.Groups[2].Value}");
        IEnumerable<string> given = InfraFolder.Modules.SelectMany(module => module.Outputs.Select(output => $"{module.Name}: {output.Name}"));
        Assert.Equal(given.Order(StringComparer.Ordinal), asked.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Point_only_at_documents_that_there_are()
    {
        IEnumerable<string> documents = InfraFolder.All.SelectMany(file => DocumentPath().Matches(file.Text)).Select(match => match.Value).Distinct();
        Assert.All(documents, document => Assert.True(File.Exists(Path.Combine(InfraFolder.RepositoryRoot, document)), document));
    }

    private static BicepFile Named(string fileName) => InfraFolder.All.Single(file => file.Name == fileName);

    // A name before a colon is a property's, unless a loop runs over it; one after a dot is a member's.
    private static int UsesOf(string name, string code) => Regex.Count(code, $@"(?<![\w.]){name}\b(?!:)|(?<= in ){name}\b(?=:)");

    [GeneratedRegex(@"^@description\('(Required|Optional|Conditional)\. .*\.'\)\n(@\w+\(.*\)\n)*param ", RegexOptions.Multiline)]
    private static partial Regex ParameterDescription();

    [GeneratedRegex(@"^@description\('.*\.'\)$", RegexOptions.Multiline)]
    private static partial Regex Description();

    [GeneratedRegex(@"(\w+)(?:\[\w+\])?!?\.outputs\.(\w+)")]
    private static partial Regex OutputUse();

    [GeneratedRegex(@"docs/[\w/.-]+\.md")]
    private static partial Regex DocumentPath();
}
