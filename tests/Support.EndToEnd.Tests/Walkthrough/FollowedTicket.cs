using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Walkthrough;

/// <summary>
/// The life that docs/walkthrough.md tells: a ticket that names no application is triaged, assigned by turns, worked by a
/// swarm, sent to the vendor and answered, taken together with a second one, resolved, reopened and resolved again.
/// </summary>
public sealed partial class FollowedTicket : IAsyncLifetime
{
    private const string Requester = "ann@customer.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ModelFile _model = ModelFile.Changed(Prepare);
    private readonly MailSink _mails = new();
    private BackendProcess? _process;

    internal string Id { get; private set; } = string.Empty;

    internal string SecondId { get; private set; } = string.Empty;

    internal History History { get; private set; } = null!;

    internal History SecondHistory { get; private set; } = null!;

    internal Answer Ticket { get; private set; } = null!;

    internal Answer Sla { get; private set; } = null!;

    internal IReadOnlyList<ReceivedMail> Mails => _mails.Mails;

    private Api Api => _process!.Api;

    public async Task InitializeAsync()
    {
        _process = await BackendProcess.StartAsync(new BackendSettings { Model = _model.Location, Mails = _mails });
        (Id, string link) = await OpenAsync("My payslip is empty");
        await TriageAsync();
        await SwarmAsync();
        await AskTheVendorAsync();
        await MergeAsync();
        await ResolveAndReopenAsync(link);

        History = await HistoryAsync(Id, static history => history.OfType("statusChanged").Count(static status => status.Text("to") == "resolved") == 2, "the end");
        SecondHistory = await Api.HistoryAsync(SecondId);
        Ticket = await Api.GetAsAsync("nadia", $"api/desk/tickets/{Id}");
        Sla = await Api.GetAsAsync("nadia", $"api/desk/tickets/{Id}/sla");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _mails.Dispose();
        _model.Dispose();
    }

    /// <summary>Payroll as a swarm whose first team gets its tickets by turns, and works around the clock so that a test may run at night.</summary>
    private static void Prepare(JsonNode model)
    {
        model["shifts"]!["always"] = new JsonObject { ["timeZone"] = "Etc/UTC", ["alwaysOpen"] = true };
        foreach ((_, JsonNode? agent) in model["agents"]!.AsObject())
        {
            agent!["shifts"] = new JsonArray("always");
        }

        model["routing"] = JsonNode.Parse("""
            { "rules": [ { "id": "checkout", "when": { "text": ["checkout"] }, "set": { "application": "shop" } } ] }
            """);
        model["applications"]!["payroll"]!["style"] = "swarm";
        model["teams"]!["app-support"]!["assignment"] = "roundRobin";
    }

    private async Task<(string Id, string Link)> OpenAsync(string subject)
    {
        Answer opened = await Api.OpenAsync(new
        {
            subject,
            description = "There is nothing on it this month.",
            requester = new { email = Requester, name = "Ann Lee" },
        });
        return (opened["id"]!, opened["link"]!);
    }

    private async Task TriageAsync()
    {
        await DoAsync("nadia", Id, "triage", new { application = "payroll", impact = "medium", urgency = "high", reason = "payslips come from payroll" });
        await HistoryAsync(Id, static history => history.OfType("assigned").Any(static assigned => assigned.Text("agent") == "farah"), "assigned to farah");
    }

    private async Task SwarmAsync()
    {
        await DoAsync("farah", Id, "take");
        await DoAsync("farah", Id, "swarm/invite", new { skills = (string[])["databases"], reason = "the row may be missing" });
        await DoAsync("grace", Id, "swarm/join");
        await DoAsync("grace", Id, "note", new { text = "The row is there; the print run skipped it. @farah" });
    }

    private async Task AskTheVendorAsync()
    {
        await DoAsync("farah", Id, "vendor/hand-off", new { text = "Why does the print run skip this row?", reason = "the print run is theirs" });
        ReceivedMail asked = await Eventually.GetAsync(
            () => Task.FromResult(_mails.Mails.LastOrDefault(mail => mail.Recipient == "support@paymaster.example.test")),
            static mail => mail is not null,
            Patience,
            "a mail to the vendor") ?? throw new InvalidOperationException();
        Answer answered = await Api.PostAsync(
            VendorLink().Match(asked.Text).Value,
            new { reference = "PM-1007", message = "A lock was left behind; it is removed.", status = "answered" });
        Assert.Equal(HttpStatusCode.OK, answered.Status);
    }

    private async Task MergeAsync()
    {
        (SecondId, _) = await OpenAsync("Still no payslip");
        await DoAsync("nadia", SecondId, "merge", new { into = Id, reason = "the same payslip" });
        await HistoryAsync(Id, static history => history.OfType("mergedTicketTakenIn").Any(), "taken the second ticket in");
    }

    private async Task ResolveAndReopenAsync(string link)
    {
        await DoAsync("farah", Id, "reply", new { text = "We have found the cause." });
        await DoAsync("farah", Id, "resolve", new { text = "Your payslip is there now." });
        Answer written = await Api.PostAsync(
            new Uri(link).PathAndQuery.Replace($"/{Id}", $"/{Id}/messages", StringComparison.Ordinal).TrimStart('/'),
            new { text = "It is still empty." });
        Assert.Equal(HttpStatusCode.OK, written.Status);
        await DoAsync("farah", Id, "resolve", new { text = "The second page was missing; it is there now." });
    }

    private async Task DoAsync(string agent, string id, string command, object? body = null)
    {
        Answer done = await Api.CommandAsync(agent, id, command, body);
        Assert.True(done.Status == HttpStatusCode.OK, $"{command}: {done}");
    }

    private Task<History> HistoryAsync(string id, Func<History, bool> isRight, string what) =>
        Eventually.GetAsync(() => Api.HistoryAsync(id), isRight, Patience, what);

    [GeneratedRegex(@"api/vendor/tickets/[^\s""<>]+")]
    private static partial Regex VendorLink();
}
