using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Support.RepositoryTests.Sources;

/// <summary>A C# file, parsed.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Text">All of it.</param>
/// <param name="Syntax">Its tree.</param>
internal sealed record CSharpFile(string Path, string Text, CompilationUnitSyntax Syntax)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);
    private static readonly Lazy<IReadOnlyList<CSharpFile>> All =
        new(() => [.. Repository.Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => Parse(path, Repository.Read(path)))]);

    /// <summary>The file's name up to its first dot: <c>TicketClock</c> of <c>TicketClock.orchestrator.cs</c>.</summary>
    public string Stem => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>Code that is replayed from a history.</summary>
    public bool IsReplayed => Path.EndsWith(".orchestrator.cs", StringComparison.Ordinal);

    /// <summary>The types that it declares, nested ones too, in the order in which they stand.</summary>
    public IEnumerable<BaseTypeDeclarationSyntax> Types => Nodes<BaseTypeDeclarationSyntax>();

    /// <summary>The C# files of some rooms.</summary>
    public static IEnumerable<CSharpFile> Under(params string[] folders) =>
        All.Value.Where(file => folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static CSharpFile Parse(string path, string text) =>
        new(path, text, (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Options).GetRoot());

    /// <summary>Every node of a kind.</summary>
    public IEnumerable<T> Nodes<T>()
        where T : SyntaxNode =>
        Syntax.DescendantNodes().OfType<T>();

    /// <summary>The calls of methods of a name, on whatever.</summary>
    public IEnumerable<InvocationExpressionSyntax> Calls(string method) =>
        Nodes<InvocationExpressionSyntax>().Where(call => NameOf(call.Expression) == method);

    /// <summary>Where something stands.</summary>
    public string Place(SyntaxNode node) => $"{Path}:{LineOf(node.SpanStart)}";

    /// <summary>The line of a position, counted from one.</summary>
    public int LineOf(int position) => Syntax.SyntaxTree.GetText().Lines.GetLineFromPosition(position).LineNumber + 1;

    /// <summary>The last name of an expression, without type arguments: <c>Delay</c> of <c>System.Threading.Tasks.Task.Delay</c>.</summary>
    public static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        _ => null,
    };

    /// <summary>An attribute's name, without its namespace and its ending.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        string name = NameOf(attribute.Name)!;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
    }

    public override string ToString() => Path;
}
