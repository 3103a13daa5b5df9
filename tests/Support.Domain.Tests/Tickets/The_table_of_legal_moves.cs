using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Tickets;

/// <summary>A new status or a new action has no line here until somebody has decided it.</summary>
public class The_table_of_legal_moves
{
    private static readonly TicketAction[] Actions =
    [
        TicketAction.RequesterMessage, TicketAction.Take, TicketAction.Assign, TicketAction.Reply, TicketAction.Note,
        TicketAction.Escalate, TicketAction.Pending, TicketAction.Resume, TicketAction.Resolve, TicketAction.Reopen,
        TicketAction.Close, TicketAction.Acknowledge,
    ];

    // One mark an action, in the order above: + is legal.
    private static readonly Dictionary<TicketStatus, string> Legal = new()
    {
        [TicketStatus.New] = "+++++++-+--+",
        [TicketStatus.Open] = "+++++++-+--+",
        [TicketStatus.Pending] = "++++++-++--+",
        [TicketStatus.OnHold] = "+++++++++--+",
        [TicketStatus.Resolved] = "+-+++----++-",
        [TicketStatus.Closed] = "----+-------",
        [TicketStatus.Cancelled] = "----+-------",
        [TicketStatus.Merged] = "----+-------",
    };

    public static IEnumerable<object[]> Everything =>
        from status in Enum.GetValues<TicketStatus>()
        from action in Enum.GetValues<TicketAction>()
        select new object[] { status, action };

    [Theory]
    [MemberData(nameof(Everything))]
    public void Says_what_may_be_done(TicketStatus status, TicketAction action)
    {
        bool legal = Legal[status][Array.IndexOf(Actions, action)] == '+';

        string? refusal = TicketTransitions.Refusal(status, action);

        Assert.Equal(legal, refusal is null);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Says_in_a_sentence_why_not(TicketStatus status, TicketAction action)
    {
        if (TicketTransitions.Refusal(status, action) is { } refusal)
        {
            Assert.Matches("^The ticket is [a-z ]+(; [a-z ]+)?( already)?\\.$", refusal);
            Assert.Contains(TicketTransitions.Word(status), refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Has_a_word_of_its_own_for_every_status() => Assert.Equal(
        ["new", "open", "pending", "on hold", "resolved", "closed", "cancelled", "merged"],
        Enum.GetValues<TicketStatus>().Select(TicketTransitions.Word));
}
