using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Support.RepositoryTests.Sources;

/// <summary>The repository's own files: what git tracks, and what it would track once it is added.</summary>
internal static class Repository
{
    private static readonly string[] Binary = [".png", ".jpg", ".gif", ".ico", ".pdf", ".woff2", ".zip"];

    /// <summary>The folder that holds <c>Support.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file's path from the root, parted by slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    /// <summary>Every project.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(ProjectFile.Read)];

    /// <summary>Where a file is on this disk.</summary>
    public static string FullPath(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>A file's text, its lines parted by <c>\n</c>.</summary>
    public static string Read(string path) => File.ReadAllText(FullPath(path)).ReplaceLineEndings("\n");

    /// <summary>The files in a folder and below it; with endings, only those that end in one of them.</summary>
    public static IEnumerable<string> FilesUnder(string folder, params string[] endings) => Files.Where(path =>
        path.StartsWith(folder + "/", StringComparison.Ordinal)
        && (endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))));

    /// <summary>Every line that a person could read, with its place.</summary>
    public static IEnumerable<(string Place, string Line)> Lines(IEnumerable<string> paths) => paths
        .Where(path => !Binary.Contains(Path.GetExtension(path)))
        .SelectMany(path => Read(path).Split('\n').Select((line, index) => ($"{path}:{index + 1}", line)));

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        for (DirectoryInfo? folder = new FileInfo(thisFile).Directory; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Support.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Support.sln above {thisFile}.");
    }

    private static string[] ListFiles()
    {
        // Whoever owns the checkout: it is only read.
        ProcessStartInfo git = new("git")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard" },
        };
        using Process process = Process.Start(git)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(FullPath(path))).Order(StringComparer.Ordinal)]
            : throw new InvalidOperationException($"'git ls-files' ended with {process.ExitCode}; these tests need a git checkout.");
    }
}
