using Support.Platform.Model;
using Xunit;

namespace Support.Platform.Tests.Model;

public sealed class Model_folder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("support-model-");
    private readonly ModelFolder _folder;

    public Model_folder()
    {
        string folder = _parent.CreateSubdirectory("model").CreateSubdirectory("holidays").Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "holidays", "germany.ics"), "BEGIN:VCALENDAR");
        File.WriteAllText(Path.Combine(_parent.FullName, "outside.ics"), "outside");
        _folder = new ModelFolder(Path.Combine(folder, "support-model.json"));
    }

    [Fact]
    public void Gives_what_lies_in_it() => Assert.Equal("BEGIN:VCALENDAR", _folder.Read("holidays/germany.ics"));

    [Theory]
    [InlineData("holidays/france.ics")]
    [InlineData("holidays")]
    [InlineData("../outside.ics")]
    [InlineData("/etc/hostname")]
    public void Gives_nothing_else(string path) => Assert.Null(_folder.Read(path));

    public void Dispose() => _parent.Delete(recursive: true);
}
