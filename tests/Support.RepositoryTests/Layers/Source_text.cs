using System.Text.RegularExpressions;
using Support.RepositoryTests.Sources;
using Xunit;

namespace Support.RepositoryTests.Layers;

/// <summary>Source under <c>src/</c> is the same in both flavours.</summary>
public sealed partial class Source_text
{
    private static IEnumerable<(string Place, string Line)> Lines =>
        Repository.Lines(Repository.FilesUnder("src", ".cs", ".razor", ".csproj"));

    [Fact]
    public void Under_src_speaks_of_no_local_namespace() => Rule.Holds(
        "Support.Local is no part of what ships:",
        Lines.Where(line => LocalNamespace().IsMatch(line.Line)).Select(line => line.Place));

    [Fact]
    public void Under_src_is_compiled_whole() => Rule.Holds(
        "No #if under src/: a flavour is a choice of references, never of code:",
        Lines.Where(line => Conditional().IsMatch(line.Line)).Select(line => line.Place));

    [GeneratedRegex(@"\bSupport\.Local(?:Host)?\b")]
    private static partial Regex LocalNamespace();

    [GeneratedRegex(@"^\s*#\s*(?:if|elif|else|define|undef)\b")]
    private static partial Regex Conditional();
}
