using System.Xml.Linq;

namespace Support.RepositoryTests.Sources;

/// <summary>A project as its file says it, without what <c>Directory.Build.*</c> adds.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Xml">All of it.</param>
internal sealed record ProjectFile(string Path, XElement Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The room it is in: <c>src</c>, <c>local</c>, <c>tests</c>, <c>bench</c>.</summary>
    public string Room => Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>It is a function app.</summary>
    public bool IsFunctionApp => Xml.Descendants("IsFunctionApp").Any(element => element.Value == "true");

    /// <summary>The paths, from the root, of the projects that it references by name.</summary>
    public IEnumerable<string> ProjectReferences => Includes("ProjectReference").Select(FromRoot);

    public static ProjectFile Read(string path) => new(path, XElement.Parse(Repository.Read(path)));

    /// <summary>What the items of a kind include.</summary>
    public IEnumerable<string> Includes(string item) =>
        Xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    public override string ToString() => Path;

    private string FromRoot(string reference) => System.IO.Path.GetRelativePath(
        Repository.Root,
        System.IO.Path.Combine(Repository.FullPath(System.IO.Path.GetDirectoryName(Path)!), reference.Replace('\\', '/'))).Replace('\\', '/');
}
