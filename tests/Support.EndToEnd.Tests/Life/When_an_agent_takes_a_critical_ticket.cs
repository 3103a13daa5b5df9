using Xunit;

namespace Support.EndToEnd.Tests.Life;

[Collection(CriticalTicketTests.Name)]
public sealed class When_an_agent_takes_a_critical_ticket(CriticalTickets tickets)
{
    private TicketRun Run => tickets.Taken;

    [Fact]
    public void It_stays_quiet()
    {
        Assert.Empty(Run.History.OfType("slaWarned", "slaBreached"));
        Assert.Equal(["page"], Run.History.OfType("escalated").Select(static escalated => escalated.Text("step")));
    }

    [Fact]
    public void Its_promises_are_kept() => Assert.Equal(
        ["firstResponse True", "resolution True"],
        Run.History.OfType("clockStopped").Select(static clock => $"{clock.Text("clock")} {clock.Text("met")}"));

    [Fact]
    public void It_stays_with_who_took_it()
    {
        Assert.Equal(["ben"], Run.History.OfType("assigned").Select(static assigned => assigned.Text("agent")));
        Assert.Empty(Run.History.OfType("tierChanged"));
    }

    [Fact]
    public void Its_requester_gets_the_acknowledgement_the_answer_and_the_news_that_it_is_resolved() => Assert.Equal(
        [
            $"[{Run.Id}] Re: Checkout is down",
            $"[{Run.Id}] Resolved: Checkout is down",
            $"[{Run.Id}] We have received: Checkout is down",
        ],
        Run.Mails.Where(static mail => mail.Recipient == "ann@customer.example").Select(static mail => mail.Subject).Order(StringComparer.Ordinal));

    [Fact]
    public void The_mails_carry_what_the_agent_wrote()
    {
        Assert.Contains(Run.Mails, static mail => mail.Subject.Contains("Re:", StringComparison.Ordinal) && mail.Body.Contains("We are on it.", StringComparison.Ordinal));
        Assert.Contains(Run.Mails, static mail => mail.Subject.Contains("Resolved:", StringComparison.Ordinal) && mail.Body.Contains("It works again.", StringComparison.Ordinal));
    }
}
