using Support.Domain.Model;
using Support.Platform.Model;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Model;

public sealed class Support_model_source : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Reads_the_model_that_is_deployed_with_the_app()
    {
        var source = new SupportModelSource(Some.Configuration());

        Assert.Equal("default-1", source.Current.Version);
        Assert.Equal(["shop", "payroll", "platform"], source.Current.Applications.Keys);
    }

    [Fact]
    public void Reads_the_file_that_the_setting_names()
    {
        string json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, SupportModelSource.FileName));
        File.WriteAllText(_path, json.Replace("\"default-1\"", "\"ours-7\"", StringComparison.Ordinal));

        Assert.Equal("ours-7", Read().Current.Version);
    }

    [Fact]
    public void Says_which_file_is_missing()
    {
        SupportModelException missing = Assert.Throws<SupportModelException>(Read);

        Assert.Equal($"There is no support model at {_path}.", missing.Message);
        Assert.Empty(missing.Mistakes);
    }

    [Fact]
    public void Names_every_mistake_with_its_pointer()
    {
        string json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, SupportModelSource.FileName));
        File.WriteAllText(_path, json
            .Replace("\"PT15M\"", "\"quarter of an hour\"", StringComparison.Ordinal)
            .Replace("\"executives\": [\"vera\"]", "\"executives\": [\"nobody\"]", StringComparison.Ordinal));

        SupportModelException wrong = Assert.Throws<SupportModelException>(Read);

        Assert.Equal(
            ["/leadership/executives/0", "/slaPolicies/0/targets/critical/firstResponse"],
            wrong.Mistakes.Select(mistake => mistake.Pointer).Order(StringComparer.Ordinal));
        Assert.All(wrong.Mistakes, mistake =>
            Assert.Contains($"{mistake.Pointer}: {mistake.Message}", wrong.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_where_a_file_is_no_JSON()
    {
        File.WriteAllText(_path, "{\n  nonsense");

        ModelMistake mistake = Assert.Single(Assert.Throws<SupportModelException>(Read).Mistakes);

        Assert.Contains("Line 2", mistake.Message, StringComparison.Ordinal);
    }

    private SupportModelSource Read() => new(Some.Configuration(("Support:ModelPath", _path)));
}
