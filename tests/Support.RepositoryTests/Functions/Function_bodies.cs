using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Functions;

/// <summary>A function binds, calls one method and maps the answer; what it decides is elsewhere.</summary>
public sealed class Function_bodies
{
    private const int StatementsMax = 12;

    private static IEnumerable<(CSharpFile File, MethodDeclarationSyntax Method)> Functions =>
        from file in CSharpFile.Under("src")
        from method in file.Nodes<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => CSharpFile.NameOf(attribute) == "Function")
        select (file, method);

    [Fact]
    public void Are_read_for_every_function() => Assert.Equal(DeclaredFunction.All.Count, Functions.Count());

    [Fact]
    public void Stay_thin() => Rule.Holds(
        $"A function has at most {StatementsMax} statements of its own:",
        from function in Functions
        where function.Method.Body?.Statements.Count > StatementsMax
        select $"{function.File.Place(function.Method)} has {function.Method.Body!.Statements.Count}");

    [Fact]
    public void Are_told_of_every_failure() => Rule.Holds(
        "Who catches everything and goes on acknowledges what was lost: name what is caught, or throw it again, and the trigger tries again:",
        from file in CSharpFile.Under([.. DeclaredFunction.Apps.Select(app => $"src/{app}")])
        from caught in file.Nodes<CatchClauseSyntax>()
        where caught.Filter is null
            && (caught.Declaration is null || CSharpFile.NameOf(caught.Declaration.Type) == nameof(Exception))
            && !caught.Block.DescendantNodes().OfType<ThrowStatementSyntax>().Any(thrown => thrown.Expression is null)
        select file.Place(caught));
}
