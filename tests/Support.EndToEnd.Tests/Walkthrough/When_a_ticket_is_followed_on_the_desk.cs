using System.Net;
using System.Text.Json;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Walkthrough;

public sealed class When_a_ticket_is_followed_on_the_desk(FollowedTicket followed) : IClassFixture<FollowedTicket>
{
    // Who, what and why; of the SLA clocks tells the next test.
    [Fact]
    public void Its_history_explains_each_step() => Assert.Equal(
        [
            "requester ticketOpened",
            "system routed no rule matched; nobody said what it is about: the triage manager decides",
            "requester messageAdded",
            "agent triaged payslips come from payroll",
            "agent priorityChanged payslips come from payroll (by impact and urgency)",
            "agent tierChanged payslips come from payroll",
            "agent assigned payslips come from payroll",
            "system assigned round robin: the first → Farah Haddad",
            "system swarmStarted payroll is worked by a swarm",
            "agent acknowledged",
            "agent statusChanged",
            "agent swarmInvited the row may be missing",
            "agent swarmJoined",
            "agent messageAdded",
            "agent messageAdded",
            "agent vendorEngaged the print run is theirs",
            "agent statusChanged Paymaster Software has the ticket: the print run is theirs",
            "vendor messageAdded",
            "vendor vendorAnswered Paymaster Software answered",
            "vendor statusChanged Paymaster Software answered",
            "agent mergedTicketTakenIn SECOND was merged into this ticket: the same payslip",
            "agent messageAdded",
            "agent messageAdded",
            "agent statusChanged",
            "agent swarmDissolved the ticket is resolved",
            "requester messageAdded",
            "requester statusChanged the requester wrote",
            "requester swarmStarted payroll is worked by a swarm",
            "agent messageAdded",
            "agent statusChanged",
            "agent swarmDissolved the ticket is resolved",
        ],
        Story(followed.History));

    [Fact]
    public void The_history_of_the_merged_ticket_says_where_it_went_on() => Assert.Equal(
        [
            "requester ticketOpened",
            "system routed no rule matched; nobody said what it is about: the triage manager decides",
            "requester messageAdded",
            "agent ticketMerged the same payslip",
            "agent statusChanged the same payslip",
        ],
        Story(followed.SecondHistory));

    [Fact]
    public void Every_clock_is_met_and_shows_its_arithmetic()
    {
        Assert.Equal(HttpStatusCode.OK, followed.Sla.Status);
        JsonElement[] clocks = [.. followed.Sla.Json.GetProperty("clocks").EnumerateArray()];

        Assert.Equal(["firstResponse", "resolution", "underpinning", "nextResponse"], clocks.Select(static clock => clock.GetProperty("clock").GetString()));
        Assert.All(clocks, static clock => Assert.Equal("met", clock.GetProperty("state").GetString()));
        Assert.All(clocks, static clock => Assert.NotEmpty(clock.GetProperty("intervals").EnumerateArray()));
    }

    [Fact]
    public void The_ticket_shows_who_contributed_and_what_the_vendor_called_it()
    {
        JsonElement ticket = followed.Ticket.Json;

        Assert.Equal("PM-1007", ticket.GetProperty("ticket").GetProperty("vendor").GetProperty("reference").GetString());
        Assert.Equal(
            ["farah 3 1", "grace 0 1"],
            ticket.GetProperty("swarm").GetProperty("contributors").EnumerateArray()
                .Select(static who => $"{who.GetProperty("agent")} {who.GetProperty("messages")} {who.GetProperty("notes")}"));
        Assert.Equal(followed.SecondId, ticket.GetProperty("merged")[0].GetProperty("ticket").GetString());
    }

    [Fact]
    public void The_vendor_never_sees_a_note()
    {
        ReceivedMail asked = followed.Mails.First(static mail => mail.Recipient == "support@paymaster.example.test");

        Assert.Contains("Why does the print run skip this row?", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The row is there", asked.Text, StringComparison.Ordinal);
    }

    private IEnumerable<string> Story(History history) => history.Events
        .Where(static happened => !happened.Type.StartsWith("clock", StringComparison.Ordinal))
        .Select(happened => $"{happened.Actor} {happened.Type} {happened.Cause}"
            .Replace(followed.Id, "FIRST", StringComparison.Ordinal)
            .Replace(followed.SecondId, "SECOND", StringComparison.Ordinal)
            .TrimEnd());
}
