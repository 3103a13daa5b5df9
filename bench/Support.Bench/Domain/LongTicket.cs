using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Bench.Domain;

/// <summary>A ticket that goes to and fro for weeks: answers, replies, waiting, warnings, breaches and escalation on the way.</summary>
internal static class LongTicket
{
    private static readonly DateTimeOffset Start = new(2026, 3, 23, 9, 30, 0, TimeSpan.Zero);

    /// <summary>At least so many events, the last when the requester has written, so that the clocks run.</summary>
    public static IReadOnlyList<TicketEvent> Of(SupportModel model, int events)
    {
        var history = new List<TicketEvent>();
        string agent = model.Agents.Keys.Order(StringComparer.Ordinal).First();
        var open = new OpenTicket { Subject = "Cannot pay", Description = "The button is grey.", Requester = new Requester("rita@customer.test") };
        Decision decision = TicketDecision.Open(TicketId.FromEntropy([1, 2, 3, 4, 5]), open, Context(model, Start, new Actor(ActorKind.Requester, "rita@customer.test")));
        history.AddRange(decision.Events);
        TicketCommand[] round =
        [
            new ReplyToRequester("We look into it."), new SetPending("which browser?"), new AddRequesterMessage("This one."), new AddNote("Looks like the cache."),
        ];
        DateTimeOffset now = Start;
        for (int turn = 0; history.Count < events || turn % round.Length != 3; turn++)
        {
            now = now.AddHours(3);
            for (Deadline? due = Deadlines.Next(decision.Ticket!, model); due is not null && due.DueAt <= now; due = Deadlines.Next(decision.Ticket!, model))
            {
                decision = TicketDecision.Decide(decision.Ticket!, new FireDeadlines(), Context(model, due.DueAt, Actor.Clock));
                history.AddRange(decision.Events);
            }

            TicketCommand command = round[turn % round.Length];
            Actor actor = command is AddRequesterMessage ? new Actor(ActorKind.Requester, "rita@customer.test") : new Actor(ActorKind.Agent, agent);
            decision = TicketDecision.Decide(decision.Ticket!, command, Context(model, now, actor));
            history.AddRange(decision.Events);
        }

        return history;
    }

    private static DecisionContext Context(SupportModel model, DateTimeOffset now, Actor actor) =>
        new() { Now = now, Model = model, Actor = actor, Channel = IntakeChannel.Desk };
}
