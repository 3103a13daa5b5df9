using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Words;

/// <summary>A type is called what it is.</summary>
public sealed class Type_names
{
    private static readonly string[] EmptyEndings =
        ["Helper", "Helpers", "Manager", "Managers", "Service", "Services", "Util", "Utilities", "Utility", "Utils"];

    private static readonly Dictionary<string, string> Excused = new()
    {
        ["PlatformServices"] = "Extends IServiceCollection: it adds services.",
        ["SupportViewsServices"] = "Extends IServiceCollection: it adds services.",
    };

    [Fact]
    public void Say_more_than_helper_or_manager() => Rule.Holds(
        "These names say nothing of what the type is (Azure's own names, and classes that add services, are excused in the test):",
        from file in CSharpFile.Under("src", "local", "bench")
        from type in file.Types
        let name = type.Identifier.ValueText
        where EmptyEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)) && !Excused.ContainsKey(name)
        select $"{file.Place(type)} {name}");

    [Fact]
    public void Are_excused_only_where_there_is_a_type()
    {
        HashSet<string> declared = [.. CSharpFile.Under("src", "local").SelectMany(file => file.Types).Select(type => type.Identifier.ValueText)];
        Assert.All(Excused.Keys, name => Assert.Contains(name, declared));
    }
}
