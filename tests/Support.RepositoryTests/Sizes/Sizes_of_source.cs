using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Sizes;

/// <summary>What is small is read. The house aims lower than these limits, at which the build stops.</summary>
public sealed class Sizes_of_source
{
    private const int FileLinesMax = 250;
    private const int MethodLinesMax = 70;
    private const int OrchestratorLinesMax = 60;

    [Fact]
    public void Let_a_file_be_read_at_once() => Rule.Holds(
        $"A file under src/ has at most {FileLinesMax} lines:",
        from path in Repository.FilesUnder("src", ".cs", ".razor")
        let lines = Repository.Read(path).TrimEnd().Split('\n').Length
        where lines > FileLinesMax
        select $"{path} has {lines}");

    [Fact]
    public void Let_a_method_be_seen_at_once() => Rule.Holds(
        $"A method under src/ and local/ has at most {MethodLinesMax} lines:",
        TooLong(CSharpFile.Under("src", "local"), MethodLinesMax));

    [Fact]
    public void Let_an_orchestrator_be_told_as_a_story() => Rule.Holds(
        $"A method of replayed code has at most {OrchestratorLinesMax} lines:",
        TooLong(CSharpFile.Under("src").Where(file => file.IsReplayed), OrchestratorLinesMax));

    [Fact]
    public void Are_measured_without_attributes_and_comments()
    {
        var file = CSharpFile.Parse("Sample.cs", "class Sample\n{\n    // Why.\n    [Fact]\n    int Of(\n        int a)\n    {\n        return a;\n    }\n}\n");
        Assert.Equal(5, LinesOf(file, file.Nodes<MethodDeclarationSyntax>().Single()));
    }

    private static IEnumerable<string> TooLong(IEnumerable<CSharpFile> files, int linesMax) =>
        from file in files
        from member in file.Nodes<MemberDeclarationSyntax>()
        where member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
        let lines = LinesOf(file, member)
        where lines > linesMax
        select $"{file.Place(member)} has {lines}";

    private static int LinesOf(CSharpFile file, MemberDeclarationSyntax member)
    {
        SyntaxToken first = member.AttributeLists.LastOrDefault()?.GetLastToken().GetNextToken() ?? member.GetFirstToken();
        return file.LineOf(member.Span.End) - file.LineOf(first.SpanStart) + 1;
    }
}
