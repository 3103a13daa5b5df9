using System.Text;
using System.Text.RegularExpressions;
using Support.RepositoryTests.Sources;

namespace Support.RepositoryTests.Docs;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record MarkdownFile(string Path, string Text)
{
    public static IReadOnlyList<MarkdownFile> All { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).Select(path => new MarkdownFile(path, Repository.Read(path)))];

    /// <summary>The links that stay inside the repository.</summary>
    public IEnumerable<string> RelativeLinks => Link().Matches(WithoutCode())
        .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
        .Where(target => !Scheme().IsMatch(target));

    /// <summary>What a link can point to on this page.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Text).Select(match => Slug(match.Groups[1].Value));

    /// <summary>The path, from the root, and the heading that a link leads to.</summary>
    public (string Path, string? Anchor) Resolve(string link)
    {
        string[] parts = Uri.UnescapeDataString(link).Split('#', 2);
        string folder = System.IO.Path.GetDirectoryName(Repository.FullPath(Path))!;
        string target = parts[0].Length == 0 ? Path : System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.Combine(folder, parts[0])).Replace('\\', '/');
        return (target.TrimEnd('/'), parts.Length > 1 ? parts[1] : null);
    }

    public override string ToString() => Path;

    private string WithoutCode() => InlineCode().Replace(Fence().Replace(Text, ""), "");

    private static string Slug(string heading)
    {
        var slug = new StringBuilder(heading.Length);
        foreach (char letter in heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_'))
        {
            slug.Append(letter == ' ' ? '-' : letter);
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+[""'][^)]*)?\)|^\[[^\]]+\]:\s*(\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^#{1,6}\s+(.+?)\s*#*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^(```|~~~).*?^\\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();
}
