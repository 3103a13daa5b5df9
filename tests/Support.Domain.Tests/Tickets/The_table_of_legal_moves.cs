using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

/// <summary>A new status or a new action has no line here until somebody has decided it.</summary>
public class The_table_of_legal_moves
{
    // New, open, pending, on hold; resolved; closed, cancelled, merged: + is legal.
    private static readonly Dictionary<TicketAction, string> Legal = new()
    {
        [TicketAction.RequesterMessage] = "++++ + ---",
        [TicketAction.Take] = "++++ - ---",
        [TicketAction.Assign] = "++++ + ---",
        [TicketAction.Reply] = "++++ + ---",
        [TicketAction.Note] = "++++ + +++",
        [TicketAction.Escalate] = "++++ - ---",
        [TicketAction.Pending] = "++-+ - ---",
        [TicketAction.Resume] = "--++ - ---",
        [TicketAction.Resolve] = "++++ - ---",
        [TicketAction.Reopen] = "---- + ---",
        [TicketAction.Close] = "---- + ---",
        [TicketAction.Acknowledge] = "++++ - ---",
        [TicketAction.Triage] = "++++ - ---",
        [TicketAction.Priority] = "++++ - ---",
        [TicketAction.DeclareMajorIncident] = "++++ - ---",
        [TicketAction.Cancel] = "++++ - ---",
        [TicketAction.Subject] = "++++ + ---",
        [TicketAction.Fields] = "++++ + ---",
        [TicketAction.Requester] = "++++ + ---",
        [TicketAction.Spam] = "++++ + ---",
        [TicketAction.NotSpam] = "---- - -+-",
        [TicketAction.Tag] = "++++ + +++",
        [TicketAction.Watch] = "++++ + +++",
        [TicketAction.Unwatch] = "++++ + +++",
        [TicketAction.Link] = "++++ + +++",
        [TicketAction.Unlink] = "++++ + +++",
        [TicketAction.Merge] = "++++ + ---",
        [TicketAction.Unmerge] = "---- - --+",
        [TicketAction.Split] = "++++ + ++-",
        [TicketAction.Hold] = "+++- - ---",
        [TicketAction.DeEscalate] = "++++ - ---",
        [TicketAction.VendorHandOff] = "++++ - ---",
        [TicketAction.VendorAnswer] = "++++ + ---",
        [TicketAction.Swarm] = "++++ - ---",
    };

    public static IEnumerable<object[]> Everything =>
        from status in Enum.GetValues<TicketStatus>()
        from action in Enum.GetValues<TicketAction>()
        select new object[] { status, action };

    [Theory]
    [MemberData(nameof(Everything))]
    public void Says_what_may_be_done(TicketStatus status, TicketAction action)
    {
        bool legal = Legal[action].Replace(" ", "", StringComparison.Ordinal)[(int)status] == '+';

        string? refusal = TicketTransitions.Refusal(status, action);

        Assert.Equal(legal, refusal is null);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Says_in_a_sentence_why_not(TicketStatus status, TicketAction action)
    {
        if (TicketTransitions.Refusal(status, action) is { } refusal)
        {
            Assert.Matches("^The ticket is [a-z ]+(; [a-z ,]+)?( already)?\\.$", refusal);
            Assert.Contains(TicketTransitions.Word(status), refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Has_a_word_of_its_own_for_every_status() => Assert.Equal(
        ["new", "open", "pending", "on hold", "resolved", "closed", "cancelled", "merged"],
        Enum.GetValues<TicketStatus>().Select(TicketTransitions.Word));
}
