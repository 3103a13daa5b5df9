using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Docs;

/// <summary>The documentation says what is there.</summary>
public sealed partial class Documentation
{
    [Fact]
    public void Links_to_what_exists() => Rule.Holds(
        "These links lead nowhere:",
        from page in MarkdownFile.All
        from link in page.RelativeLinks
        let target = page.Resolve(link)
        where !Repository.Files.Contains(target.Path) && !Repository.FilesUnder(target.Path).Any()
        select $"{page}: {link}");

    [Fact]
    public void Links_to_headings_that_exist() => Rule.Holds(
        "These links lead to no heading:",
        from page in MarkdownFile.All
        from link in page.RelativeLinks
        let target = page.Resolve(link)
        where target.Anchor is not null
        let there = MarkdownFile.All.SingleOrDefault(other => other.Path == target.Path)
        where there is not null && !there.Anchors.Contains(target.Anchor)
        select $"{page}: {link}");

    [Fact]
    public void Tells_of_every_command()
    {
        string[] commands = [.. Commands];
        Assert.Contains("run", commands);
        Assert.Contains("test", commands);
        MarkdownFile? readme = MarkdownFile.All.SingleOrDefault(page => page.Path == "README.md");
        Assert.True(readme is not null, "There is no README.md.");
        Rule.Holds(
            "README.md does not mention these commands:",
            commands.Where(command => !Regex.IsMatch(readme.Text, $@"\./support(?: [a-z-]+)* {Regex.Escape(command)}\b")).Select(command => $"./support … {command}"));
    }

    [Fact]
    public void Tells_of_no_command_that_is_not_there()
    {
        string[] commands = [.. Commands];
        Rule.Holds(
            "The command line has no such command:",
            from page in MarkdownFile.All
            from Match used in UsedCommand().Matches(page.Text)
            where !commands.Contains(used.Groups[1].Value)
            select $"{page}: {used.Value}");
    }

    // Those of the command line, and those that the script beside it carries out itself.
    private static IEnumerable<string> Commands => CSharpFile.Under("local/Support.Cli")
        .SelectMany(file => file.Nodes<BaseObjectCreationExpressionSyntax>())
        .Where(made => made is ImplicitObjectCreationExpressionSyntax || (made as ObjectCreationExpressionSyntax)?.Type.ToString() == "Command")
        .Select(made => made.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
        .OfType<LiteralExpressionSyntax>()
        .Select(name => name.Token.ValueText)
        .Where(name => name != "support" && CommandName().IsMatch(name))
        .Concat(CommandOfTheScript().Matches(Repository.Read("support")).Select(match => match.Groups[1].Value))
        .Distinct();

    [GeneratedRegex("^[a-z]+(?:-[a-z]+)*$")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\$\{1:-\}"" = ([a-z-]+)")]
    private static partial Regex CommandOfTheScript();

    [GeneratedRegex(@"\./support ([a-z][a-z-]*)")]
    private static partial Regex UsedCommand();
}
