using Support.Domain.Model;
using Support.Domain.Sla;
using Support.Domain.Tickets;

namespace Support.Domain.Phone;

/// <summary>
/// What a call does to a ticket. Who speaks with an agent has got an answer: that is the first response, and the answer to
/// whatever was still open, as a written one would be. A call that nobody took changes nothing but the history.
/// </summary>
internal static class CallRules
{
    /// <summary>Why an agent opens a ticket for somebody; null for one that its requester opens.</summary>
    public static string? WhyOpened(OpenTicket command, DecisionContext context) => context switch
    {
        _ when context.Actor.Kind != ActorKind.Agent || command.SplitOff is not null => null,
        { Channel: IntakeChannel.Phone } when command.Call is { Direction: CallDirection.Outgoing } => "an agent wrote down a call to the requester",
        { Channel: IntakeChannel.Phone } => "an agent wrote down a call of the requester",
        { Channel: IntakeChannel.Email } => "an agent entered a mail of the requester",
        _ => "an agent opened it for the requester",
    };

    /// <summary>The call that a new ticket came by.</summary>
    public static void Open(TicketDraft draft, PhoneCall call, bool resolved)
    {
        Emit(draft, call, draft.Ticket.Messages);
        if (call.Answered)
        {
            // A policy that promises no first response to what agents open promises it here: it is kept, and counts as kept.
            if (draft.Ticket.Clock(ClockKind.FirstResponse) is null)
            {
                SlaClocks.Start(draft, ClockKind.FirstResponse);
            }

            SlaClocks.FollowAnswer(draft, "an agent spoke with the requester on the phone, which is the first response");
            GiveToWhoSpoke(draft);
        }

        if (resolved)
        {
            draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Resolved), "settled in the call");
        }
    }

    /// <summary>A call about a ticket that is there.</summary>
    public static string? Record(TicketDraft draft, RecordCall command)
    {
        draft.Write(command.Text, command.Public);
        Emit(draft, command.Call, draft.Ticket.Messages);

        // What is written for the requester to read is an answer too, whether or not they took the call.
        if (command.Call.Answered || command.Public)
        {
            SlaClocks.FollowAnswer(draft, command.Call.Answered ? "an agent spoke with the requester on the phone" : "an agent answered");
        }

        if (command.Call.Answered && draft.Ticket.Status == TicketStatus.Pending && command.Call.Direction == CallDirection.Incoming)
        {
            WaitingRules.Resume(draft, "the requester called");
        }

        return null;
    }

    private static void Emit(TicketDraft draft, PhoneCall call, int message) =>
        draft.Emit(
            new CallRecorded(call.Direction, call.Answered, message) { StartedAt = call.StartedAt, Duration = call.Duration, Number = call.Number },
            (call.Direction, call.Answered) switch
            {
                (CallDirection.Incoming, true) => "the requester called, and an agent answered the call",
                (CallDirection.Incoming, false) => "the requester called, and nobody answered the call",
                (_, true) => "an agent called the requester",
                _ => "an agent called the requester, and did not reach them",
            });

    // Who is of the team that has to do it goes on with it; a service desk that takes calls for others hands them on.
    private static void GiveToWhoSpoke(TicketDraft draft)
    {
        string agent = draft.Context.Actor.Id;
        bool isOfTeam = draft.Context.Model.Teams.GetValueOrDefault(draft.Ticket.Team)?.Members.Contains(agent) ?? false;
        if (draft.Ticket.Assignee is null && isOfTeam)
        {
            draft.Emit(new Assigned(agent, draft.Ticket.Team), "a ticket that comes by phone goes to who took the call, if the team has it");
            draft.Emit(new StatusChanged(TicketStatus.New, TicketStatus.Open));
        }
    }
}
