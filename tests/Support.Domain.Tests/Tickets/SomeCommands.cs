using Support.Domain.Alerts;
using Support.Domain.Assignment;
using Support.Domain.Chat;
using Support.Domain.Fields;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;
using Xunit;

namespace Support.Domain.Tests.Tickets;

/// <summary>At least one command of each type, right ones and wrong ones.</summary>
internal static class SomeCommands
{
    /// <summary>The action that the table of legal moves judges a command by; null for a command that always may come.</summary>
    public static TicketAction? ActionOf(TicketCommand command) => command switch
    {
        AddRequesterMessage => TicketAction.RequesterMessage,
        TakeTicket => TicketAction.Take,
        AssignTicket => TicketAction.Assign,
        ReplyToRequester => TicketAction.Reply,
        AddNote or RecordCall => TicketAction.Note,
        EscalateTicket => TicketAction.Escalate,
        SetPending => TicketAction.Pending,
        ResumeTicket => TicketAction.Resume,
        ResolveTicket => TicketAction.Resolve,
        ReopenTicket => TicketAction.Reopen,
        CloseTicket => TicketAction.Close,
        AcknowledgePage => TicketAction.Acknowledge,
        TriageTicket => TicketAction.Triage,
        SetPriority => TicketAction.Priority,
        DeclareMajorIncident => TicketAction.DeclareMajorIncident,
        CancelTicket => TicketAction.Cancel,
        ChangeSubject => TicketAction.Subject,
        TagTicket => TicketAction.Tag,
        SetFields => TicketAction.Fields,
        ChangeRequester => TicketAction.Requester,
        MarkSpam => TicketAction.Spam,
        MarkNotSpam => TicketAction.NotSpam,
        WatchTicket => TicketAction.Watch,
        UnwatchTicket => TicketAction.Unwatch,
        LinkTicket => TicketAction.Link,
        UnlinkTicket => TicketAction.Unlink,
        MergeTicket => TicketAction.Merge,
        UnmergeTicket => TicketAction.Unmerge,
        SplitTicket => TicketAction.Split,
        HoldTicket => TicketAction.Hold,
        DeEscalateTicket => TicketAction.DeEscalate,
        HandOffToVendor => TicketAction.VendorHandOff,
        RecordVendorAnswer => TicketAction.VendorAnswer,
        InviteToSwarm or JoinSwarm or LeaveSwarm or HandOverSwarm or DissolveSwarm => TicketAction.Swarm,
        _ => null,
    };

    public static IReadOnlyList<TicketCommand> All { get; } =
    [
        new OpenTicket { Subject = "Again", Description = "Again.", Requester = new Requester("rita@customer.test") },
        new AddRequesterMessage("Any news?"),
        new HearAlert(AlertNews.Fires, "It burns again.", "fires again") { Subject = "Fire", Impact = Grade.High, Urgency = Grade.High },
        new HearAlert(AlertNews.Note, "Still.", "says more"),
        new HearAlert(AlertNews.Resolved, "All well.", "resolved"),
        new HearAlert(AlertNews.Ask, "All well.", "resolved"),
        new TakeTicket("ann"),
        new TakeTicket("nobody"),
        new AssignTicket("sue", "support", "knows it"),
        new AssignTicket(null, "dev", null),
        new AssignTicket(null, null, null),
        new AssignTicket("nobody", null, null),
        new AssignTicket(null, "no-team", null),
        new ReplyToRequester("We look into it."),
        new AddNote("Looks like the cache."),
        new EscalateTicket("cannot do it", null),
        new EscalateTicket("only they can", Tier.L3),
        new EscalateTicket("wrong way", Tier.L1),
        new SetPending("which browser?"),
        new SetPending(null),
        new ResumeTicket(null),
        new ResolveTicket("Fixed.", null),
        new ResolveTicket(null, "by itself"),
        new ReopenTicket("not fixed"),
        new CloseTicket(null),
        new AcknowledgePage(),
        new DeclareMajorIncident("all tills are down"),
        new FireDeadlines(),
        new ApplyModel(),
        new TriageTicket { Application = "payroll", Kind = TicketKind.Question, Impact = Grade.Low, Tags = ["pay"], Reason = "about pay" },
        new TriageTicket { Urgency = Grade.High, Team = "dev", Reason = "for those who wrote it" },
        new TriageTicket { Application = "sohp", Reason = "mistyped" },
        new TriageTicket { Team = "no-team", Reason = "mistyped" },
        new TriageTicket { Skills = ["none"], Reason = "mistyped" },
        new SetPriority(Priority.Low, "not that urgent"),
        new SetPriority(Priority.Critical, "the board called"),
        new AssignAutomatically(1, new AssignmentAnswer("ann", null, "round robin: the first → Ann")),
        new AssignAutomatically(1, new AssignmentAnswer("nobody", null, "somebody who is gone")),
        new AssignAutomatically(1, new AssignmentAnswer(null, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "nobody is there; waits")),
        new AssignAutomatically(1, new AssignmentAnswer(null, null, "nobody can take it in time")),
        new CancelTicket("not wanted any more"),
        new ChangeSubject("Cannot pay by card", "says what is meant"),
        new SetFields(new Dictionary<string, string?> { ["size"] = "12", ["Shoe size"] = null }, "measured"),
        new SetFields(new Dictionary<string, string?> { ["size"] = null }, null),
        new ChangeRequester(new Requester("boss@customer.test", "Boss"), "wrote for her"),
        new ChangeRequester(new Requester("rita@customer.test"), "it was hers"),
        new MarkSpam("sells watches"),
        new MarkNotSpam("wants watches"),
        new AddNote("@sue, ask boss@ann.test and @nobody.") { Mention = ["max"] },
        new AddNote("Look.") { Mention = ["nobody"] },
        new ReplyToRequester("") { Canned = "nothing" },
        new TagTicket(["Card Payment", "vip"], ["old"]),
        new TagTicket([], ["vip"]),
        new TagTicket(["no/tag"], []),
        new WatchTicket(new Watcher { Agent = "sue" }),
        new WatchTicket(new Watcher { Agent = "nobody" }),
        new WatchTicket(new Watcher { Email = "Rita@customer.test" }),
        new WatchTicket(new Watcher { Email = "boss@customer.test", Name = "Boss" }),
        new UnwatchTicket(new Watcher { Email = "BOSS@customer.test" }),
        new LinkTicket(Others.One, LinkKind.Child, "part of it"),
        new LinkTicket(Others.One, LinkKind.DuplicateOf, null),
        new LinkTicket(Others.Nobodys, LinkKind.RelatesTo, null),
        new LinkTicket(ATicket.AnId, LinkKind.RelatesTo, null),
        new LinkTicket(Others.One, LinkKind.SplitInto, null),
        new UnlinkTicket(Others.One, null, "no part of it"),
        new LinkBack(Others.Two, LinkKind.Parent, "part of it"),
        new UnlinkBack(Others.Two, LinkKind.Parent, "no part of it"),
        new MergeTicket(Others.One, "the same matter"),
        new MergeTicket(Others.Two, "the same matter", AcrossOrganisations: true),
        new MergeTicket(ATicket.AnId, "itself"),
        new MergeTicket(Others.Over, "too late"),
        new UnmergeTicket("not the same matter"),
        new TakeInMerged
        {
            Source = Others.Two,
            Requester = new Requester("rob@customer.test", "Rob"),
            Watchers = [new Watcher { Agent = "max" }],
            WaitingSince = Moment.At("2026-01-01 10:00"),
            Reason = "the same matter",
        },
        new GiveBackMerged(Others.Two, "not the same matter"),
        new SplitTicket([1], "Something else", "two matters", Others.Nobodys),
        new SplitTicket([1, 99], "Something else", "two matters", Others.Nobodys),
        new SplitTicket([1], "Something else", "two matters"),
        new CopyMessage(
            new TicketMessage
            {
                Number = 3, At = Moment.At("2026-01-01 10:00"), Author = new Actor(ActorKind.Requester, "rob@customer.test"), Public = true, Text = "And this.",
            },
            Others.Two),
        new ResolveWithOriginal(Others.Two, "Fixed for all."),
        new PassOnFromParent(Others.Two, "Nearly fixed."),
        new ReplyToRequester("We know more.") { TellChildren = true },
        new ResolveTicket("Fixed for all.") { Cascade = true },
        new ResolveTicket(null) { Force = true },
        new HoldTicket("waiting for the carrier"),
        new HoldTicket("the part comes in spring", Moment.At("2026-01-09 09:00")),
        new HoldTicket("was to come last year", Moment.At("2025-01-09 09:00")),
        new HoldTicket("will come one day", Moment.At("2029-01-09 09:00")),
        new SetPending("back from holiday", Moment.At("2026-01-08 09:00")),
        new DeEscalateTicket("the desk can do it", null),
        new DeEscalateTicket("wrong way", Tier.L3),
        new DeEscalateTicket("only the desk can", Tier.L1),
        new HandOffToVendor("Please look at the attached trace.", "a bug in their product"),
        new HandOffToVendor(null, "they asked for the whole story", Conversation: true),
        new RecordVendorAnswer(null, "VX-1", null),
        new RecordVendorAnswer(null, null, "Install patch 7."),
        new RecordVendorAnswer(VendorWord.InProgress, null, "We look into it."),
        new RecordVendorAnswer(VendorWord.Resolved, "VX-1", "Fixed with patch 7."),
        new InviteToSwarm(["databases"], [], "needs a database expert"),
        new InviteToSwarm([], ["sue", "dot"], null),
        new InviteToSwarm(["juggling"], ["nobody"], null),
        new JoinSwarm("dot"),
        new JoinSwarm("nobody"),
        new LeaveSwarm("dot", null),
        new LeaveSwarm("ann", "has to go"),
        new HandOverSwarm("dot", "knows it"),
        new HandOverSwarm("nobody", "vanished"),
        new DissolveSwarm("one of us is enough"),
        new RecordBounce([new Undelivered("rita@customer.test", true, true, "5.1.1", "no such user")]),
        new RecordCall(new PhoneCall { Direction = CallDirection.Incoming, Answered = true, Duration = TimeSpan.FromMinutes(4) }, "She asked how it goes.", Public: false),
        new RecordCall(new PhoneCall { Direction = CallDirection.Outgoing, Answered = false }, "Spoke to her machine.", Public: true),
        new EndChat(Transcript: true),
        new EndChat(Transcript: false),
        new AddExternalReference(
            new ExternalReference { Source = "servicenow", Id = "c537bae6", Number = "INC0010002", Url = new Uri("https://snow.example.test/INC0010002") },
            "ServiceNow made a record of it"),
    ];

    /// <summary>A new type of command is missed here until it has an example.</summary>
    public static void Check() => Assert.Equal(
        typeof(TicketCommand).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(TicketCommand))).Select(static type => type.Name).Order(),
        All.Select(static command => command.GetType().Name).Distinct().Order());
}
