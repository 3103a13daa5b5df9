namespace Support.RepositoryTests.Infra;

/// <summary>The files under <c>infra/</c>, read once for all tests.</summary>
internal static class InfraFolder
{
    /// <summary>The folder that holds <c>Support.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    public static BicepFile Main { get; } = BicepFile.Read(System.IO.Path.Combine(RepositoryRoot, "infra", "main.bicep"));

    public static IReadOnlyList<BicepFile> Modules { get; } =
        [.. Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot, "infra", "modules"), "*.bicep").Order(StringComparer.Ordinal).Select(BicepFile.Read)];

    public static IReadOnlyList<BicepFile> All { get; } = [Main, .. Modules];

    public static BicepFile Module(string fileName) => Modules.Single(file => file.Name == fileName);

    /// <summary>The rows of the table of apps in <c>main.bicep</c>.</summary>
    public static IReadOnlyList<BicepObject> Apps { get; } =
        [.. ((BicepArray)Main.Variable("apps").Value).Items.Cast<BicepObject>()];

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Support.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Support.sln above {AppContext.BaseDirectory}.");
    }
}
