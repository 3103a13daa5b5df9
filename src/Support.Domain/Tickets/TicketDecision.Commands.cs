using Support.Domain.Alerts;
using Support.Domain.Assignment;
using Support.Domain.Chat;
using Support.Domain.Escalation;
using Support.Domain.Fields;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Routing;
using Support.Domain.Sla;
using Support.Domain.Swarm;
using Support.Domain.Tiers;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;

namespace Support.Domain.Tickets;

public static partial class TicketDecision
{
    private static string? Do(TicketDraft draft, TicketCommand command) => command switch
    {
        FireDeadlines or ApplyModel => null,
        HearAlert news => Hear(draft, news),
        AssignAutomatically found => AssignmentRules.Assign(draft, found),
        AddRequesterMessage message => Check(draft, TicketAction.RequesterMessage) ?? RequesterWrites(draft, message),
        TakeTicket take => Check(draft, TicketAction.Take) ?? Take(draft, take),
        AssignTicket assign => Check(draft, TicketAction.Assign) ?? Assign(draft, assign),
        ReplyToRequester reply => Check(draft, TicketAction.Reply) ?? Reply(draft, reply),
        AddNote note => Check(draft, TicketAction.Note) ?? Note(draft, note),
        RecordCall call => Check(draft, TicketAction.Note) ?? CallRules.Record(draft, call),
        EndChat end => ChatRules.End(draft, end),
        EscalateTicket escalate => Check(draft, TicketAction.Escalate) ?? TierMoves.Escalate(draft, escalate),
        SetPending pending => Check(draft, TicketAction.Pending) ?? WaitingRules.Pend(draft, pending),
        ResumeTicket resume => Check(draft, TicketAction.Resume) ?? WaitingRules.Resume(draft, resume.Reason ?? "resumed by an agent"),
        ResolveTicket resolve => Check(draft, TicketAction.Resolve) ?? FamilyRules.MayResolve(draft, resolve) ?? Resolve(draft, resolve),
        ReopenTicket reopen => Check(draft, TicketAction.Reopen) ?? Reopen(draft, reopen.Reason),
        CloseTicket close => Check(draft, TicketAction.Close) ?? Close(draft, close),
        AcknowledgePage => Check(draft, TicketAction.Acknowledge) ?? Acknowledge(draft),
        TriageTicket triage => Check(draft, TicketAction.Triage) ?? TriageRules.Triage(draft, triage),
        SetPriority priority => Check(draft, TicketAction.Priority) ?? TriageRules.SetPriority(draft, priority),
        DeclareMajorIncident declare => Check(draft, TicketAction.DeclareMajorIncident) ?? MajorIncidentRules.ByHand(draft, declare),
        CancelTicket cancel => Check(draft, TicketAction.Cancel) ?? CancelRules.Cancel(draft, cancel),
        ChangeSubject subject => Check(draft, TicketAction.Subject) ?? SubjectRules.Change(draft, subject),
        SetFields fields => Check(draft, TicketAction.Fields) ?? FieldRules.Set(draft, fields),
        ChangeRequester requester => Check(draft, TicketAction.Requester) ?? RequesterRules.Change(draft, requester),
        MarkSpam spam => Check(draft, TicketAction.Spam) ?? Spam.Mark(draft, spam),
        MarkNotSpam spam => Check(draft, TicketAction.NotSpam) ?? Spam.Clear(draft, spam),
        TagTicket tags => Check(draft, TicketAction.Tag) ?? TagRules.Change(draft, tags.Add, tags.Remove),
        WatchTicket watch => Check(draft, TicketAction.Watch) ?? WatcherRules.Watch(draft, watch.Watcher),
        LinkTicket link => Check(draft, TicketAction.Link) ?? LinkRules.Link(draft, link),
        UnlinkTicket unlink => Check(draft, TicketAction.Unlink) ?? LinkRules.Unlink(draft, unlink),
        MergeTicket merge => Check(draft, TicketAction.Merge) ?? MergeRules.Merge(draft, merge),
        UnmergeTicket unmerge => Check(draft, TicketAction.Unmerge) ?? MergeRules.Unmerge(draft, unmerge),
        SplitTicket split => Check(draft, TicketAction.Split) ?? SplitRules.Split(draft, split),

        // The other half of what was decided at another ticket has to be done whatever became of this one since.
        RecordBounce bounce => BounceRules.Record(draft, bounce),
        LinkBack back => LinkRules.Back(draft, back),
        UnlinkBack back => LinkRules.Back(draft, back),
        TakeInMerged merged => MergeRules.TakeIn(draft, merged),
        GiveBackMerged back => MergeRules.GiveBack(draft, back),
        CopyMessage copy => SplitRules.Copy(draft, copy),
        ResolveWithOriginal along => FamilyRules.ResolveAlong(draft, along),
        PassOnFromParent told => FamilyRules.PassOn(draft, told),
        AddExternalReference reference => ExternalReferenceRules.Add(draft, reference),
        UnwatchTicket unwatch => Check(draft, TicketAction.Unwatch) ?? WatcherRules.Unwatch(draft, unwatch.Watcher),
        HoldTicket hold => Check(draft, TicketAction.Hold) ?? WaitingRules.Hold(draft, hold),
        DeEscalateTicket deEscalate => Check(draft, TicketAction.DeEscalate) ?? TierMoves.DeEscalate(draft, deEscalate),
        HandOffToVendor handOff => Check(draft, TicketAction.VendorHandOff) ?? VendorRules.HandOff(draft, handOff),
        RecordVendorAnswer answer => Check(draft, TicketAction.VendorAnswer) ?? VendorRules.Answer(draft, answer),
        InviteToSwarm invite => Check(draft, TicketAction.Swarm) ?? SwarmRules.Invite(draft, invite),
        JoinSwarm join => Check(draft, TicketAction.Swarm) ?? SwarmRules.Join(draft, join),
        LeaveSwarm leave => Check(draft, TicketAction.Swarm) ?? SwarmRules.Leave(draft, leave),
        HandOverSwarm handOver => Check(draft, TicketAction.Swarm) ?? SwarmRules.HandOver(draft, handOver),
        DissolveSwarm dissolve => Check(draft, TicketAction.Swarm) ?? SwarmRules.Dissolve(draft, dissolve),
        _ => $"{command.GetType().Name} is no command to a ticket that is there.",
    };

    private static string? Check(TicketDraft draft, TicketAction action) =>
        TicketTransitions.Refusal(draft.Ticket.Status, action);

    private static string? RequesterWrites(TicketDraft draft, AddRequesterMessage command)
    {
        draft.Write(command.Text, isPublic: true, enclosures: command.Enclosures);
        const string cause = "the requester wrote";
        if (draft.Ticket.Status is TicketStatus.Pending)
        {
            WaitingRules.Resume(draft, cause);
        }
        else if (draft.Ticket.Status is TicketStatus.Resolved)
        {
            Reopen(draft, cause);
        }

        SlaClocks.FollowRequesterMessage(draft, cause);
        return null;
    }

    private static string? Take(TicketDraft draft, TakeTicket command)
    {
        if (!draft.Context.Model.Agents.ContainsKey(command.Agent))
        {
            return $"There is no agent '{command.Agent}'.";
        }

        if (draft.Ticket.Assignee != command.Agent)
        {
            draft.Emit(new Assigned(command.Agent, draft.Ticket.Team));
        }

        Acknowledge(draft);
        OpenIfNew(draft);
        return null;
    }

    private static string? Assign(TicketDraft draft, AssignTicket command)
    {
        SupportModel model = draft.Context.Model;
        string team = command.Team ?? draft.Ticket.Team;
        if (!model.Teams.ContainsKey(team))
        {
            return $"There is no team '{team}'.";
        }

        if (command.Agent is not null && !model.Agents.ContainsKey(command.Agent))
        {
            return $"There is no agent '{command.Agent}'.";
        }

        if (command.Agent is null && draft.Ticket.Swarm is { Lives: true, Owner: { } owner })
        {
            return $"A swarm keeps its ticket: {owner} owns it and can hand it over to somebody.";
        }

        if (command.Agent == draft.Ticket.Assignee && team == draft.Ticket.Team)
        {
            return null;
        }

        Tier tier = model.Teams[team].Tier;
        if (tier != draft.Ticket.Tier)
        {
            draft.Emit(new TierChanged(draft.Ticket.Tier, tier, draft.Context.Now - draft.Ticket.TierSince), command.Reason);
        }

        draft.Emit(new Assigned(command.Agent, team), command.Reason);
        return null;
    }

    private static string? Reply(TicketDraft draft, ReplyToRequester command)
    {
        if (command.Canned is not { } id)
        {
            return Reply(draft, command.Text, forChildren: command.TellChildren, enclosures: command.Enclosures);
        }

        SupportModel model = draft.Context.Model;
        if (!model.CannedAnswers.TryGetValue(id, out CannedAnswer? canned) || !canned.IsOf(draft.Ticket.Application))
        {
            return $"There is no canned answer '{id}' for tickets of {draft.Ticket.Application}.";
        }

        string rendered = CannedText.Render(canned, draft.Ticket, draft.Context.Actor, model);
        string text = command.Text.Length == 0 ? rendered : $"{rendered}\n\n{command.Text}";
        return Reply(draft, text, forChildren: command.TellChildren, enclosures: command.Enclosures);
    }

    private static string? Reply(
        TicketDraft draft, string text, bool withStatusChange = false, bool forChildren = false, Enclosures? enclosures = null)
    {
        draft.Write(text, isPublic: true, withStatusChange, forChildren, enclosures: enclosures);
        const string cause = "an agent answered";
        SlaClocks.FollowAnswer(draft, cause);
        if (draft.Ticket.Assignee is null && draft.Context.Model.Agents.ContainsKey(draft.Context.Actor.Id))
        {
            draft.Emit(new Assigned(draft.Context.Actor.Id, draft.Ticket.Team), "an unassigned ticket goes to who answers it");
        }

        Acknowledge(draft);
        OpenIfNew(draft);
        return null;
    }

    private static string? Note(TicketDraft draft, AddNote command)
    {
        SupportModel model = draft.Context.Model;
        if (command.Mention.FirstOrDefault(agent => !model.Agents.ContainsKey(agent)) is { } unknown)
        {
            return $"There is no agent '{unknown}'.";
        }

        string[] mentions = [.. command.Mention.Concat(Mentions.In(command.Text, model)).Distinct(StringComparer.Ordinal).Take(Mentions.MentionsMax)];
        draft.Write(
            command.Text, isPublic: false, mentions: mentions.Length == 0 ? null : mentions, enclosures: command.Enclosures);
        return null;
    }

    private static string? Resolve(TicketDraft draft, ResolveTicket command)
    {
        if (command.Text is { } text)
        {
            // Only an agent's text answers the requester; a monitor that reports all well answers nobody.
            if (draft.Context.Actor.Kind == ActorKind.Agent)
            {
                Reply(draft, text, withStatusChange: true);
            }
            else
            {
                draft.Write(text, isPublic: true, withStatusChange: true);
            }
        }

        int? message = command.Text is null ? null : draft.Ticket.Messages;
        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Resolved, message) { Cascade = command.Cascade }, command.Reason);
        return null;
    }

    private static string? Reopen(TicketDraft draft, string cause)
    {
        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Open), cause);
        return null;
    }

    private static string? Close(TicketDraft draft, CloseTicket command)
    {
        draft.Emit(new StatusChanged(draft.Ticket.Status, TicketStatus.Closed), command.Reason);
        return null;
    }

    private static string? Acknowledge(TicketDraft draft)
    {
        if (draft.Ticket.AcknowledgedAt is null)
        {
            draft.Emit(new Acknowledged(), PagingRules.CauseOfAcknowledgement(draft.Ticket));
        }

        return null;
    }

    private static void OpenIfNew(TicketDraft draft)
    {
        if (draft.Ticket.Status == TicketStatus.New)
        {
            draft.Emit(new StatusChanged(TicketStatus.New, TicketStatus.Open));
        }
    }
}
