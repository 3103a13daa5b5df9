using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Support.RepositoryTests.Sources;

namespace Support.RepositoryTests.Replay;

/// <summary>A project's <c>BannedSymbols.txt</c>: what the build refuses in it.</summary>
internal sealed class BannedSymbols
{
    private static readonly CSharpCompilation Platform = CSharpCompilation.Create(
        "platform",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)));

    private readonly HashSet<string> _ids;

    private BannedSymbols(IEnumerable<string> ids) => _ids = [.. ids];

    public static IReadOnlyList<string> Files { get; } =
        [.. Repository.Files.Where(path => Path.GetFileName(path) == "BannedSymbols.txt")];

    public static BannedSymbols Of(string project) => Read($"src/{project}/BannedSymbols.txt");

    public static BannedSymbols Read(string path) =>
        new(Repository.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0]));

    /// <summary>The entries that name nothing: the analyzer passes over them without a word.</summary>
    public IEnumerable<string> Unknown() => _ids.Where(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Platform) is null);

    /// <summary>Whether a type as a whole is banned.</summary>
    public bool Bans(string type) => _ids.Contains("T:" + type);

    /// <summary>The ways to a member that stay open: its overloads that neither are banned nor need a type that is.</summary>
    public IEnumerable<string> OpenWaysTo(string type, string member) => Bans(type) ? [] :
        from symbol in Platform.GetTypeByMetadataName(type)!.GetMembers(member)
        let id = symbol.GetDocumentationCommentId()!
        where !_ids.Contains(id) && !(symbol is IMethodSymbol method && method.Parameters.Any(parameter => Bans(parameter.Type.ToDisplayString())))
        select id;
}
