using System.Globalization;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Notices;

/// <summary>
/// Decides when an agent is told, and whether at all: quiet hours let wait what is not urgent, and what somebody does
/// not want is planned and not sent. Requesters, channels and other systems are told at once.
/// </summary>
internal static class NoticeTiming
{
    /// <summary>The notice with the instant at which it is sent, or with why it is not.</summary>
    public static Notice Of(Notice notice, Ticket ticket, SupportModel model)
    {
        if (notice is { ToRequester: true, ToWatcher: false, Reason: NoticeReason.PublicReply } && ticket.Chat is { EndedAt: null })
        {
            return AfterChat(notice, model.Intake.Chat.AwayAfter);
        }

        if (notice.Channel != NoticeChannel.Email || notice.ToRequester || IsUrgent(notice.Reason)
            || notice.Agent is not { } id || !model.Agents.TryGetValue(id, out Agent? agent))
        {
            return notice;
        }

        if (!agent.Notifications.Email)
        {
            return notice with { Withheld = $"{id} wants no mails" };
        }

        if (agent.Notifications.Without.Contains(notice.Reason))
        {
            return notice with { Withheld = $"{id} wants no mails of this reason" };
        }

        QuietHours? quiet = agent.QuietHours ?? model.QuietHours;
        if (quiet is null || quiet.Priorities.Contains(ticket.Priority) || quiet.Reasons.Contains(notice.Reason)
            || quiet.EndAfter(notice.At) is not { } end)
        {
            return notice;
        }

        string until = end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string whose = agent.QuietHours is null ? "the desk's quiet hours" : $"the quiet hours of {id}";
        return notice with { SendAt = end, Waits = $"{whose} last until {until}" };
    }

    // Who is in the chat reads it there; only what they have not seen by then goes by mail.
    private static Notice AfterChat(Notice notice, TimeSpan awayAfter)
    {
        DateTimeOffset at = notice.At + awayAfter;
        string until = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return notice with { SendAt = at, Waits = $"the requester is in a chat, and may see it there until {until}" };
    }

    private static bool IsUrgent(NoticeReason reason) => reason is NoticeReason.Page or NoticeReason.MajorIncident;
}
