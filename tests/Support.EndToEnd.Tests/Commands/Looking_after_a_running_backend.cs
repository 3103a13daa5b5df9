using System.Text;
using System.Text.Json;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Commands;

/// <summary>What an operator does from the command line with the desk of a backend that runs.</summary>
[Collection(RunningBackendTests.Name)]
public sealed class Looking_after_a_running_backend(RunningBackend backend)
{
    private string Url => backend.Process.Address.AbsoluteUri;

    [Fact]
    public async Task A_mail_that_names_no_sender_is_listed_with_the_reason_and_discarded()
    {
        using var mail = new ByteArrayContent(Encoding.ASCII.GetBytes("Subject: Nobody's\r\n\r\nHello"));
        mail.Headers.ContentType = new("message/rfc822");
        Answer taken = await backend.Api.PostAsync("api/intake/email/raw", mail);
        Assert.Equal("quarantined", taken["outcome"]);

        CommandOutcome listed = await CommandLine.RunAsync("quarantine", "list", "--json", "--url", Url, "--user", "rosa");
        JsonElement held = JsonElement.Parse(listed.Output).GetProperty("mails").EnumerateArray().Single(static one => one.GetProperty("subject").GetString() == "Nobody's");
        Assert.Contains("names no sender", held.GetProperty("reason").GetString(), StringComparison.Ordinal);

        CommandOutcome discarded = await CommandLine.RunAsync(
            "quarantine", "discard", held.GetProperty("id").GetString()!, "--reason", "A test.", "--url", Url, "--user", "rosa");
        Assert.Equal((0, string.Empty), (discarded.ExitCode, discarded.Error));
        Assert.Contains("discarded", discarded.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_is_told_why_in_one_line()
    {
        CommandOutcome refused = await CommandLine.RunAsync("key", "list", "--url", Url, "--user", "ben");
        Assert.Equal(1, refused.ExitCode);
        Assert.Single(refused.ErrorLines);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_desk_that_is_not_there_is_named_in_one_line(string url)
    {
        CommandOutcome refused = await CommandLine.RunAsync("dead-letters", "list", "--url", url);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(url, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
    }
}
