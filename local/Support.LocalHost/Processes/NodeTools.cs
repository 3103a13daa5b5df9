namespace Support.Local.Hosting.Processes;

/// <summary>The programs from npm that the host starts.</summary>
internal static class NodeTools
{
    private const string HomeVariable = "SUPPORT_HOME";
    private const string Modules = "node_modules";

    public static string AzuriteScript => Script("azurite", "dist", "src", "azurite.js");

    public static string MailDevScript => Script("maildev", "bin", "maildev");

    private static string Script(params string[] parts)
    {
        string relative = Path.Combine([Modules, .. parts]);
        string? found = Homes().Select(home => Path.Combine(home, relative)).FirstOrDefault(File.Exists);
        return found ?? throw new LocalHostException($"{parts[0]} is not installed: './support' installs it, or run 'npm ci --ignore-scripts' beside package.json.");
    }

    private static IEnumerable<string> Homes()
    {
        if (Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home)
        {
            yield return home;
        }

        foreach (string start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                yield return folder.FullName;
            }
        }
    }
}
