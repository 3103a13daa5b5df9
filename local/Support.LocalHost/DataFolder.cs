namespace Support.Local.Hosting;

/// <summary>The folder that holds all state of a host, for one host at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    public string Path { get; }

    /// <exception cref="LocalHostException">Another host has it, or it cannot be made.</exception>
    public static DataFolder Open(string directory)
    {
        string path = System.IO.Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The data folder {path} cannot be made: {exception.Message}", exception);
        }

        try
        {
            // The system frees it with the process, however that ends.
            string file = System.IO.Path.Combine(path, "host.lock");
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"Another host is running on the data folder {path}, or it cannot be written: choose another with --data.", exception);
        }
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();
}
