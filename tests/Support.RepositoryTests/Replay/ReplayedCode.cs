using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;

namespace Support.RepositoryTests.Replay;

/// <summary>Finds in replayed code what a replay would see differently.</summary>
internal static class ReplayedCode
{
    private static readonly HashSet<(string Type, string Member)> Members =
    [
        ("DateTime", "Now"), ("DateTime", "Today"), ("DateTime", "UtcNow"),
        ("DateTimeOffset", "Now"), ("DateTimeOffset", "UtcNow"),
        ("Guid", "CreateVersion7"), ("Guid", "NewGuid"),
        ("Task", "Delay"), ("Task", "Factory"), ("Task", "Run"), ("Task", "Yield"),
    ];

    private static readonly HashSet<string> Types =
    [
        "Console", "Directory", "Environment", "File", "HttpClient", "IConfiguration", "ILogger", "ILoggerFactory", "IOptions",
        "Parallel", "PeriodicTimer", "Process", "Random", "RandomNumberGenerator", "Stopwatch", "TableClient", "TaskFactory",
        "Thread", "ThreadPool", "TimeProvider", "Timer",
    ];

    /// <summary>Each offence: its place and what it is.</summary>
    public static IEnumerable<string> Offences(CSharpFile file) =>
        from node in file.Syntax.DescendantNodes()
        let offence = Offence(node)
        where offence is not null
        select $"{file.Place(node)} {offence}";

    private static string? Offence(SyntaxNode node) => node switch
    {
        // Either would let a forbidden name go by another one.
        UsingDirectiveSyntax { StaticKeyword.RawKind: (int)SyntaxKind.StaticKeyword } or UsingDirectiveSyntax { Alias: not null } => node.ToString(),
        MemberAccessExpressionSyntax access when Members.Contains((CSharpFile.NameOf(access.Expression) ?? "", access.Name.Identifier.ValueText)) => access.ToString(),
        InvocationExpressionSyntax call when CSharpFile.NameOf(call.Expression) == "ConfigureAwait" => "ConfigureAwait",
        SimpleNameSyntax name when Types.Contains(name.Identifier.ValueText) && !IsReplaySafeLogger(name) => name.Identifier.ValueText,
        _ => null,
    };

    // ILogger logger = context.CreateReplaySafeLogger(…): it keeps silent during a replay.
    private static bool IsReplaySafeLogger(SimpleNameSyntax name) =>
        name.Identifier.ValueText == "ILogger"
        && name.Parent is VariableDeclarationSyntax declaration
        && declaration.Variables.All(variable =>
            variable.Initializer?.Value is InvocationExpressionSyntax call && CSharpFile.NameOf(call.Expression) == "CreateReplaySafeLogger");
}
