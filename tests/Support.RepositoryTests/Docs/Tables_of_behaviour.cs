using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Docs;

/// <summary>Pages under <c>docs/local</c> name, for each documented behaviour, the test that shows it.</summary>
public sealed partial class Tables_of_behaviour
{
    private const string Folder = "docs/local/";

    private static readonly Lazy<IReadOnlySet<string>> Types = new(() => CSharpFile.Under("tests")
        .SelectMany(static file => file.Nodes<TypeDeclarationSyntax>())
        .Select(static type => type.Identifier.ValueText)
        .ToHashSet(StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlySet<string>> Methods = new(() => CSharpFile.Under("tests")
        .SelectMany(static file => file.Nodes<MethodDeclarationSyntax>())
        .Select(static method => method.Identifier.ValueText)
        .ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Name_tests_that_exist()
    {
        (MarkdownFile Page, string Type, string Method)[] named = [.. Named()];
        Assert.True(named.Length > 100, $"Only {named.Length} tests were found in the tables.");
        Rule.Holds(
            "These tests are named in a table and are not there:",
            from name in named
            where (name.Type.Length > 0 && !Types.Value.Contains(name.Type)) || !Methods.Value.Contains(name.Method)
            select $"{name.Page}: {name.Type}.{name.Method}");
    }

    // The last cell of a row: `Class.Method`, and `.Method` for further ones of the same class.
    private static IEnumerable<(MarkdownFile Page, string Type, string Method)> Named() =>
        from page in MarkdownFile.All
        where page.Path.StartsWith(Folder, StringComparison.Ordinal) && page.Path != Folder + "README.md"
        from line in page.Text.Split('\n')
        where line.StartsWith('|')
        from Match test in TestName().Matches(line[(line.TrimEnd(' ', '|').LastIndexOf('|') + 1)..])
        select (page, test.Groups[1].Value, test.Groups[2].Value);

    [GeneratedRegex(@"`([A-Z]\w*)?\.([A-Z]\w*)`")]
    private static partial Regex TestName();
}
