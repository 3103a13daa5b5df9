using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;

namespace Support.Domain.Tests.Notices;

/// <summary>A notice as one line.</summary>
internal static class NoticeLine
{
    public static string Of(Notice notice) => $"{notice.Reason} {notice.Channel} {notice.Recipient}";

    /// <summary>Who is told of the newest command, as the subscription plans it: event by event, with the ticket after all of them.</summary>
    public static IReadOnlyList<Notice> ToldLast(this ATicket ticket) => Told(ticket, ticket.Last);

    /// <summary>Who is told in the whole life of the ticket.</summary>
    public static IReadOnlyList<Notice> Told(this ATicket ticket) =>
        [.. ticket.Decisions.SelectMany(decision => Told(ticket, decision))];

    private static List<Notice> Told(ATicket ticket, Decision decision) =>
        [.. decision.Events.SelectMany(happened => NoticePlan.Of(decision.Ticket!, happened, ticket.Model))];
}
