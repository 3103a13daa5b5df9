using Support.Domain.Swarm;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>Who is told of a swarm: those who are called, and the channel of the team that has the ticket.</summary>
internal static class SwarmNotices
{
    public static IEnumerable<Notice> Of(TicketEventData happened, Notice template, NoticeRecipients recipients)
    {
        Notice invitation = template with { Reason = NoticeReason.SwarmInvitation };
        IReadOnlyList<string> people = happened switch
        {
            SwarmInvited invited => invited.People,
            SwarmWidened widened => widened.People,
            _ => [],
        };
        return people.Count == 0 ? [] : recipients.Agents(people, invitation).Concat(recipients.TeamsChannel(invitation));
    }
}
