using Support.Domain.Assignment;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Chat;

/// <summary>What a visitor is told before they write: whether somebody is there, and by when they are answered.</summary>
/// <param name="AtWork">Whether anybody of the team that would get the chat is at work now.</param>
/// <param name="BackAt">When somebody is again; null when somebody is there now, and when nobody is in sight.</param>
/// <param name="AnswerBy">By when the service level promises a first answer to what is written now; null when it promises none.</param>
public sealed record ChatWelcome(bool AtWork, DateTimeOffset? BackAt, DateTimeOffset? AnswerBy)
{
    /// <summary>
    /// The welcome at an instant. It is asked of a ticket that is opened for the sake of it and not kept, so that promise and
    /// team are those that the real one would get.
    /// </summary>
    public static ChatWelcome At(DateTimeOffset now, SupportModel model, string? application, Requester requester)
    {
        var command = new OpenTicket { Subject = "Chat", Description = "…", Requester = requester, Application = application ?? model.Intake.Chat.Application };
        var context = new DecisionContext
        {
            Now = now,
            Model = model,
            Actor = new Actor(ActorKind.Requester, requester.Email, requester.Name),
            Channel = IntakeChannel.Chat,
        };
        if (TicketDecision.Open(TicketId.FromEntropy(new byte[5]), command, context).Ticket is not { } ticket)
        {
            return new ChatWelcome(false, null, null);
        }

        Presence[] team = [.. (model.Teams.GetValueOrDefault(ticket.Team)?.Members ?? []).Select(agent => Presence.Of(model, agent, now))];
        bool atWork = team.Any(static presence => presence.Here);
        return new ChatWelcome(
            atWork,
            atWork ? null : team.Select(static presence => presence.Next).Min(),
            ticket.Clock(ClockKind.FirstResponse)?.DueAt);
    }
}
