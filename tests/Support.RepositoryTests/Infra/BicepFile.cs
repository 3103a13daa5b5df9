using System.Text.RegularExpressions;

namespace Support.RepositoryTests.Infra;

/// <summary>One top-level declaration: <c>param</c>, <c>var</c>, <c>resource</c>, <c>module</c>, <c>output</c> …</summary>
/// <param name="Keyword">The word it starts with.</param>
/// <param name="Name">Its symbolic name.</param>
/// <param name="Text">All of it, without comments.</param>
internal sealed partial record BicepDeclaration(string Keyword, string Name, string Text)
{
    /// <summary>The value after the first <c>=</c>; the body alone where a condition or a loop stands before it.</summary>
    public BicepValue Value => BicepValue.Parse(Text[(Text.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    /// <summary>The object that follows a resource's or module's type, condition and loop.</summary>
    public BicepObject Body => (BicepObject)BicepValue.Parse(Text[BodyStart().Match(Text).Groups[1].Index..]);

    /// <summary>The literal after the name: a resource's type and version, a module's path.</summary>
    public string Target => QuotedTarget().Match(Text).Groups[1].Value;

    /// <summary>A resource that is only referred to, not deployed.</summary>
    public bool IsExisting => Existing().IsMatch(Text);

    /// <summary>A parameter that a caller may leave out.</summary>
    public bool IsOptional => Text.Contains('=', StringComparison.Ordinal) || Text.TrimEnd().EndsWith('?');

    [GeneratedRegex(@"=\s*(?:\[for [^:]*:\s*)?(?:if \([^{]*\)\s*)?(\{)")]
    private static partial Regex BodyStart();

    [GeneratedRegex(@"^\w+\s+\w+\s+'([^']*)'")]
    private static partial Regex QuotedTarget();

    [GeneratedRegex(@"^\w+\s+\w+\s+'[^']*'\s+existing\b")]
    private static partial Regex Existing();
}

/// <summary>
/// A Bicep file, read as far as these tests ask. It relies on the house's formatting: declarations start in the first
/// column and nothing else does but their decorators and closing brackets. What is formatted otherwise is refused, so
/// that nothing goes unseen.
/// </summary>
internal sealed partial class BicepFile
{
    private BicepFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = BicepText.WithoutComments(text);
        Declarations = ReadDeclarations(Code, path);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The file as it is.</summary>
    public string Text { get; }

    /// <summary>The file without comments.</summary>
    public string Code { get; }

    public IReadOnlyList<BicepDeclaration> Declarations { get; }

    public IEnumerable<BicepDeclaration> Parameters => Of("param");

    public IEnumerable<BicepDeclaration> Outputs => Of("output");

    public IEnumerable<BicepDeclaration> ModuleCalls => Of("module");

    public IEnumerable<BicepDeclaration> Resources => Of("resource");

    public static BicepFile Read(string path) => new(path, File.ReadAllText(path));

    public BicepDeclaration Variable(string name) => Of("var").Single(declaration => declaration.Name == name);

    /// <summary>The resources of a type that this file deploys.</summary>
    public IEnumerable<BicepDeclaration> Deployed(string type) =>
        Resources.Where(resource => !resource.IsExisting && resource.Target.StartsWith(type + "@", StringComparison.Ordinal));

    public override string ToString() => Name;

    private IEnumerable<BicepDeclaration> Of(string keyword) => Declarations.Where(declaration => declaration.Keyword == keyword);

    private static List<BicepDeclaration> ReadDeclarations(string code, string path)
    {
        List<(string Keyword, string Name, List<string> Lines)> found = [];
        bool inDeclaration = false;
        foreach (string line in code.Split('\n'))
        {
            Match start = DeclarationStart().Match(line);
            if (start.Success)
            {
                found.Add((start.Groups[1].Value, start.Groups[2].Value, []));
                inDeclaration = true;
            }
            else if (line.StartsWith('@'))
            {
                inDeclaration = false;
            }
            else if (line.Length > 0 && line[0] is not (' ' or '}' or ']' or ')') && !line.StartsWith("targetScope", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{path}: a line that no declaration starts and none goes on with: {line}");
            }

            if (inDeclaration)
            {
                found[^1].Lines.Add(line);
            }
        }

        return [.. found.Select(item => new BicepDeclaration(item.Keyword, item.Name, string.Join('\n', item.Lines).TrimEnd()))];
    }

    [GeneratedRegex(@"^(param|var|resource|module|output|metadata|type|func)\s+(\w+)")]
    private static partial Regex DeclarationStart();
}
