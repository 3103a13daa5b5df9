namespace Support.TestKit;

/// <summary>The checkout that the running tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds <c>Support.sln</c>.</summary>
    public static string Path { get; } = Find();

    private static string Find()
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
