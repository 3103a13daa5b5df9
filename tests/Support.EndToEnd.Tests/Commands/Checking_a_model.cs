using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Commands;

public sealed class Checking_a_model
{
    [Fact]
    public async Task Passes_the_default_one()
    {
        CommandOutcome outcome = await CommandLine.RunAsync("model", "check", ModelFile.DefaultLocation);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(ModelFile.DefaultLocation, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_every_mistake_with_its_place()
    {
        using ModelFile model = WithThreeMistakes();

        Lists(model, await CommandLine.RunAsync("model", "check", model.Location));
    }

    [Fact]
    public async Task Comes_before_a_run()
    {
        using ModelFile model = WithThreeMistakes();
        string data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        Lists(model, await CommandLine.RunAsync("run", "--data", data, "--model", model.Location));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Tells_where_a_file_is_no_JSON()
    {
        using ModelFile model = ModelFile.Of("{ \"version\": ");

        CommandOutcome outcome = await CommandLine.RunAsync("model", "check", model.Location);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"{model.Location}#", outcome.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_a_file_that_is_there()
    {
        CommandOutcome outcome = await CommandLine.RunAsync("model", "check", "no-such-model.json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no-such-model.json", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    private static ModelFile WithThreeMistakes() => ModelFile.Changed(static model =>
    {
        model["slaPolicies"]![0]!["targets"]!["critical"]!["resolution"] = "soon";
        model["teams"]!["service-desk"]!["lead"] = "nobody";
        model["priorities"]!["matrix"]!["high"]!["high"] = "urgent";
    });

    private static void Lists(ModelFile model, CommandOutcome outcome)
    {
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            ["/priorities/matrix/high/high", "/slaPolicies/0/targets/critical/resolution", "/teams/service-desk/lead"],
            outcome.ErrorLines.Where(static line => line.Contains('#', StringComparison.Ordinal)).Select(line => Pointer(line, model)).Order(StringComparer.Ordinal));
        Assert.Equal("support: 3 mistakes in the support model.", outcome.ErrorLines[^1]);
    }

    private static string Pointer(string line, ModelFile model)
    {
        Assert.StartsWith($"{model.Location}#", line, StringComparison.Ordinal);
        string rest = line[(model.Location.Length + 1)..];
        return rest[..rest.IndexOf(':', StringComparison.Ordinal)];
    }
}
