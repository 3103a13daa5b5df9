using Support.TestKit;
using System.Globalization;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Commands;

[Collection(RunningBackendTests.Name)]
public sealed class Starting_a_second_host(RunningBackend backend)
{
    [Fact]
    public async Task On_a_port_that_is_taken_ends_with_one_line_that_says_so()
    {
        string data = Directory.CreateTempSubdirectory("support-e2e-").FullName;
        try
        {
            CommandOutcome outcome = await RunAsync(data, backend.Process.Port);

            Assert.Equal(1, outcome.ExitCode);
            Assert.Equal(
                "support: The port of the API is taken by something else: free it, or choose another with --port.", Assert.Single(outcome.ErrorLines));
            Assert.DoesNotContain("ready", outcome.Output, StringComparison.Ordinal);
            Assert.False(NodeProgram.In(data, "azurite").IsRunning);
        }
        finally
        {
            NodeProgram.In(data, "azurite").Kill();
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task On_the_same_data_ends_with_one_line_that_says_so()
    {
        CommandOutcome outcome = await RunAsync(backend.Process.DataDirectory, Ports.Take());

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(
            $"support: Another host is running on the data folder {backend.Process.DataDirectory}", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_same_storage_ends_with_one_line_that_says_so()
    {
        string data = Directory.CreateTempSubdirectory("support-e2e-").FullName;
        try
        {
            CommandOutcome outcome = await CommandLine.RunAsync(
                "run", "--data", data, "--no-mail", "--port", Text(Ports.Take()), "--storage-port", Text(backend.Process.Storage.Port));

            Assert.Equal(1, outcome.ExitCode);
            Assert.Contains("Only one host at a time can run on the same data", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
            Assert.Equal("ready", (await backend.Api.GetAsync("health"))["status"]);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Leaves_the_first_one_alone()
    {
        await RunAsync(backend.Process.DataDirectory, backend.Process.Port);

        Assert.Equal("ready", (await backend.Api.GetAsync("health"))["status"]);
    }

    private static Task<CommandOutcome> RunAsync(string data, int port) => CommandLine.RunAsync(
        "run", "--data", data, "--no-mail", "--port", Text(port), "--storage-port", Text(Ports.Take(inARow: 3)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
