using System.Text.Json.Nodes;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Commands;

public sealed class Explaining_a_mail : IDisposable
{
    private const string Answer =
        "Authentication-Results: mx.example.test; dmarc=pass header.from=corp.example\r\nFrom: =?utf-8?q?Ann_K=C3=B6hler?= <ann@corp.example>\r\n"
        + "To: support@example.test, Bob <bob@corp.example>\r\nSubject: AW: [SUP-7K3F9QXY] Cannot pay\r\nDate: Tue, 3 Nov 2026 09:14:02 +0100\r\n"
        + "Message-ID: <5a1f@corp.example>\r\nIn-Reply-To: <a@corp.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "It works again.\r\n\r\nAm 02.11.2026 um 17:40 schrieb Support:\r\n> Which browser?\r\n";

    private static readonly string[] Contract =
    [
        "messageId", "from", "to", "cc", "subject", "date", "text", "replyText", "html", "attachments", "references", "isAutomatic", "bounce", "decision",
    ];

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task Gives_scripts_what_the_contract_names()
    {
        JsonObject mail = await JsonOfAsync(Answer, "--trust", "mx.example.test");

        Assert.Equal(Contract, mail.Select(member => member.Key).Take(Contract.Length));
        Assert.Equal("<5a1f@corp.example>", (string?)mail["messageId"]);
        Assert.Equal("ann@corp.example", (string?)mail["from"]);
        Assert.Equal("""["support@example.test","bob@corp.example"]""", mail["to"]!.ToJsonString());
        Assert.Equal("2026-11-03T08:14:02Z", (string?)mail["date"]);
        Assert.Equal("It works again.", (string?)mail["replyText"]);
        Assert.Equal("<a@corp.example>", (string?)Assert.Single(mail["references"]!.AsArray()));
        Assert.False((bool)mail["isAutomatic"]!);
        Assert.Null(mail["bounce"]);
        Assert.Equal("addMessage", (string?)mail["decision"]!["action"]);
        Assert.Equal("openLinked", (string?)mail["otherwise"]!["action"]);
        Assert.Equal("pass", (string?)mail["authentication"]!["dmarc"]);
    }

    [Fact]
    public async Task Reads_a_text_without_any_header()
    {
        JsonObject mail = await JsonOfAsync("This is new.\n\nOn Tue, 3 Nov 2026 at 09:14, Ann <ann@corp.example> wrote:\n> old\n");

        Assert.Equal("This is new.", (string?)mail["replyText"]);
        Assert.Null(mail["from"]);
    }

    [Fact]
    public async Task Tells_people_why()
    {
        await File.WriteAllTextAsync(_file, Answer.Replace("Subject:", "Auto-Submitted: auto-replied\r\nSubject:", StringComparison.Ordinal));
        CommandOutcome outcome = await CommandLine.RunAsync("mail", "explain", _file);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Auto-Submitted: auto-replied (RFC 3834)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Decision        It is kept at SUP-7K3F9QXY", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such.eml", "There is no file no-such.eml.")]
    [InlineData("/", "/ is a folder; give the file of one mail.")]
    public async Task Says_in_one_line_what_is_no_mail(string path, string error)
    {
        CommandOutcome outcome = await CommandLine.RunAsync("mail", "explain", path);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal($"support: {error}", Assert.Single(outcome.ErrorLines));
    }

    public void Dispose() => File.Delete(_file);

    private async Task<JsonObject> JsonOfAsync(string mail, params string[] options)
    {
        await File.WriteAllTextAsync(_file, mail);
        CommandOutcome outcome = await CommandLine.RunAsync(["mail", "explain", _file, "--json", .. options]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return JsonNode.Parse(outcome.Output)!.AsObject();
    }
}
