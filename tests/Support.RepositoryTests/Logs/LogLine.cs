using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;

namespace Support.RepositoryTests.Logs;

/// <summary>A <c>[LoggerMessage]</c>.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Project">The project that it is in.</param>
/// <param name="EventId">Its id; null when it is none or no number.</param>
/// <param name="Template">Its text; null when it is no literal.</param>
internal sealed partial record LogLine(string Place, string Project, int? EventId, string? Template)
{
    /// <summary>The names in the text's braces.</summary>
    public IEnumerable<string> Placeholders => Placeholder().Matches(Template ?? "").Select(match => match.Groups[1].Value);

    /// <summary>The log lines of a folder.</summary>
    public static IEnumerable<LogLine> Under(string folder) => CSharpFile.Under(folder).SelectMany(In);

    public static IEnumerable<LogLine> In(CSharpFile file) =>
        from attribute in file.Nodes<AttributeSyntax>()
        where CSharpFile.NameOf(attribute) == "LoggerMessage"
        let arguments = attribute.ArgumentList?.Arguments.ToArray() ?? []
        select new LogLine(
            file.Place(attribute),
            file.Path.Split('/') is [_, var project, ..] ? project : file.Path,
            Literal(arguments, "EventId", SyntaxKind.NumericLiteralExpression) as int?,
            Literal(arguments, "Message", SyntaxKind.StringLiteralExpression) as string);

    /// <summary>The words of a name: <c>Reply, Text</c> of <c>ReplyText</c>.</summary>
    public static IEnumerable<string> WordsOf(string name) => Word().Matches(name).Select(match => match.Value);

    // The constructor's arguments have one number and one text; as properties they have names.
    private static object? Literal(AttributeArgumentSyntax[] arguments, string name, SyntaxKind kind) => arguments
        .Where(argument => NameOf(argument) is not { } given || string.Equals(given, name, StringComparison.OrdinalIgnoreCase))
        .Select(argument => argument.Expression)
        .OfType<LiteralExpressionSyntax>()
        .FirstOrDefault(literal => literal.IsKind(kind))?.Token.Value;

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;

    [GeneratedRegex(@"\{@?(\w+)")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
