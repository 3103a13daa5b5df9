using Support.Domain.Calendars.Importing;

namespace Support.Platform.Model;

/// <summary>The folder of a model file, out of which the files that the model names are read.</summary>
public sealed class ModelFolder
{
    private readonly string _path;

    /// <summary>The folder of that model file.</summary>
    public ModelFolder(string modelPath) => _path = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;

    /// <summary>The text of a file, cut short beyond what any file that is read may have; null when there is none.</summary>
    /// <param name="relativePath">From the folder, which the model reader has seen not to lead out of it.</param>
    public string? Read(string relativePath)
    {
        string path = Path.GetFullPath(Path.Combine(_path, relativePath));
        if (!path.StartsWith(_path + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            return null;
        }

        using StreamReader reader = File.OpenText(path);
        var buffer = new char[HolidayFile.LengthMax + 1];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }
}
