using System.Reflection;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Layers;

/// <summary>What the compiled assemblies really use, whatever the project files let them see.</summary>
public sealed class Assemblies
{
    public static TheoryData<string> OfSource { get; } =
        [.. Repository.Projects.Where(project => project.Room == "src").Select(project => project.Name)];

    [Fact]
    public void The_domain_uses_the_runtime_and_NodaTime_alone() => Assert.All(
        ReferencesOf("Support.Domain"),
        name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name == "NodaTime", $"Support.Domain uses {name}."));

    [Fact]
    public void Views_know_neither_Azure_nor_the_platform() => Assert.DoesNotContain(
        ReferencesOf("Support.Views"),
        name => IsAzure(name) || name == "Support.Platform");

    [Fact]
    public void The_mail_reader_uses_the_runtime_and_AngleSharp_alone() => Assert.All(
        ReferencesOf("Support.Mail"),
        name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name == "AngleSharp", $"Support.Mail uses {name}."));

    [Theory]
    [MemberData(nameof(OfSource))]
    public void Of_source_use_no_local_flavour_of_our_own(string assembly) => Assert.DoesNotContain(
        ReferencesOf(assembly),
        name => name.StartsWith("Support.Local", StringComparison.Ordinal) || name == "Support.Cli");

    [Theory]
    [MemberData(nameof(OfSource))]
    public void Of_source_use_no_other_app(string assembly) => Assert.DoesNotContain(
        ReferencesOf(assembly),
        name => name.StartsWith("Functions.", StringComparison.Ordinal));

    private static bool IsAzure(string name) =>
        name.StartsWith("Azure.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Azure.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal);

    private static IEnumerable<string> ReferencesOf(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
