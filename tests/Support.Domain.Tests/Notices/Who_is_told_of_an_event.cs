using Support.Domain.Chat;
using Support.Domain.Fields;
using Support.Domain.Mail;
using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Phone;
using Support.Domain.Relations;
using Support.Domain.Swarm;
using Support.Domain.Tests.Builders;
using Support.Domain.Tickets;
using Support.Domain.Vendors;
using Support.Domain.Webhooks;
using Xunit;

namespace Support.Domain.Tests.Notices;

/// <summary>A ticket of the small model's desk, held by dana: each kind of event, and who is told of it.</summary>
public class Who_is_told_of_an_event
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");
    private static readonly TimeSpan Target = TimeSpan.FromHours(1);

    // A new kind of event has no line here until somebody has decided who is told of it.
    private static readonly (ActorKind By, TicketEventData Data, string[] Told)[] Cases =
    [
        (ActorKind.Requester, AnOpening(), ["Acknowledgement Email rita@customer.test"]),
        (ActorKind.Requester, new MessageAdded { Number = 1, Public = true }, []),
        (ActorKind.Agent, new MessageAdded { Number = 2, Public = true }, ["PublicReply Email rita@customer.test"]),
        (ActorKind.Agent, new MessageAdded { Number = 2, Public = true, WithStatusChange = true }, []),
        (ActorKind.Agent, new MessageAdded { Number = 2, Public = false }, []),
        (ActorKind.Requester, new MessageAdded { Number = 2, Public = true }, ["RequesterReply Email dana@example.test"]),
        (ActorKind.Integration, new MessageAdded { Number = 2, Public = true }, ["RequesterReply Email dana@example.test"]),
        (ActorKind.Agent, new StatusChanged(TicketStatus.New, TicketStatus.Open), []),
        (ActorKind.Agent, new StatusChanged(TicketStatus.Open, TicketStatus.Pending), []),
        (ActorKind.Agent, new StatusChanged(TicketStatus.Pending, TicketStatus.Open), []),
        (ActorKind.Agent, new StatusChanged(TicketStatus.Open, TicketStatus.Resolved, 2), ["Resolved Email rita@customer.test"]),
        (ActorKind.Agent, new StatusChanged(TicketStatus.Resolved, TicketStatus.Open), []),
        (ActorKind.System, new StatusChanged(TicketStatus.Resolved, TicketStatus.Closed), []),
        (ActorKind.System, new PriorityChanged(Priority.Medium, Priority.High), []),
        (ActorKind.Agent, new Assigned("dana", "desk"), []),
        (ActorKind.System, new TierChanged(Tier.L1, Tier.L2, Target), []),
        (ActorKind.Agent, new Acknowledged(), []),
        (ActorKind.System, new ClockStarted { Clock = ClockKind.Resolution, Cycle = 1, Policy = "p", Calendar = "c", Target = Target }, []),
        (ActorKind.Agent, new ClockPaused(ClockKind.Resolution, Target), []),
        (ActorKind.Agent, new ClockResumed(ClockKind.Resolution, Target, Opened), []),
        (ActorKind.System, new ClockRetargeted { Clock = ClockKind.Resolution, Policy = "p", Calendar = "c", Target = Target, Used = Target }, []),
        (ActorKind.Agent, new ClockStopped(ClockKind.Resolution, Target, true), []),
        (ActorKind.Agent, new ClockWithdrawn(ClockKind.Resolution, Target), []),
        (ActorKind.System, new AssignmentPostponed("desk", Opened), []),
        (ActorKind.System, new AssignmentDue("desk", Opened), []),
        (ActorKind.System, new AssignmentFailed("desk", null), []),
        (ActorKind.System, new AssignmentFailed("desk", "max"), ["NobodyCanTake Email max@example.test", "NobodyCanTake Teams desk"]),
        (ActorKind.System, new Routed { NeedsTriage = true }, []),
        (ActorKind.Agent, new Triaged { Application = "shop", Kind = TicketKind.Incident, Impact = Grade.Low, Urgency = Grade.Low }, []),
        (ActorKind.Agent, new SubjectChanged("Cannot pay", "Cannot pay by card"), []),
        (ActorKind.Agent, new TagsChanged { Added = ["vip"] }, []),
        (ActorKind.Agent, new WatcherAdded(new Watcher { Agent = "sue" }), []),
        (ActorKind.Agent, new WatcherRemoved(new Watcher { Agent = "sue" }), []),
        (ActorKind.Agent, new FieldsChanged { Set = new Dictionary<string, string> { ["size"] = "12" } }, []),
        (ActorKind.Agent, new RequesterChanged(new Requester("rob@customer.test"), new Requester("rita@customer.test"), null, null), []),
        (ActorKind.Agent, new SpamMarked("rita@customer.test", TicketStatus.Open), []),
        (ActorKind.Agent, new SpamCleared("rita@customer.test"), []),
        (ActorKind.Agent, new TicketLinked(ATicket.AnId, LinkKind.Child), []),
        (ActorKind.Agent, new TicketUnlinked(ATicket.AnId, LinkKind.Child), []),
        (ActorKind.Agent, new TicketMerged(ATicket.AnId, TicketStatus.Open), []),
        (ActorKind.Agent, new TicketUnmerged(ATicket.AnId), []),
        (ActorKind.Agent, new MergedTicketTakenIn(ATicket.AnId, new Requester("rob@customer.test"), [], ByMachine: false, null), ["Merged Email rob@customer.test"]),
        (ActorKind.Agent, new MergedTicketTakenIn(ATicket.AnId, new Requester("rob@customer.test"), [], ByMachine: true, null), []),
        (ActorKind.Agent, new StatusChanged(TicketStatus.Open, TicketStatus.Cancelled), ["Cancelled Email rita@customer.test"]),
        (ActorKind.Agent, new MessageAdded { Number = 2, Public = false, Mentions = ["sue", "somebody", "gone"] }, ["Mention Email sue@example.test"]),
        (ActorKind.Agent, new MergedTicketGivenBack(ATicket.AnId), []),
        (ActorKind.Agent, new CallRecorded(CallDirection.Incoming, Answered: true, 2), []),
        (ActorKind.Requester, new ChatEnded(Transcript: false), []),
        (ActorKind.Requester, new ChatEnded(Transcript: true), ["ChatTranscript Email rita@customer.test"]),
        (ActorKind.Agent, new TicketSplit(ATicket.AnId, [1], "Something else"), []),
        (ActorKind.Agent, new MessageAdded { Number = 2, Public = true, Origin = new MessageOrigin(ATicket.AnId, 1) }, []),
        (ActorKind.System, new SlaWarned(ClockKind.Resolution, 0.5m, Target, Opened, Opened, "desk", "dana"), ["SlaWarning Email dana@example.test", "SlaWarning Teams desk"]),
        (ActorKind.System, new SlaWarned(ClockKind.Resolution, 0.5m, Target, Opened, Opened, "desk", null), ["SlaWarning Email desk@example.test", "SlaWarning Teams desk"]),
        (ActorKind.System, new SlaBreached(ClockKind.Resolution, Target, Opened, "desk", "dana"), ["SlaBreach Email dana@example.test", "SlaBreach Teams desk"]),
        (ActorKind.System, new SlaBreached(ClockKind.Resolution, Target, Opened, "support", "sue"), ["SlaBreach Email sue@example.test", "SlaBreach Teams support"]),
        (ActorKind.System, new SlaBreached(ClockKind.Resolution, Target, Opened, "dev", null), ["SlaBreach Email dot@example.test", "SlaBreach Email dirk@example.test"]),
        (ActorKind.System, new Escalated { Page = [Audiences.OnCall] }, ["Page Email ann@example.test", "Page Teams desk"]),
        (ActorKind.System, new Escalated { Notify = [Audiences.Manager] }, ["Escalation Email max@example.test", "Escalation Teams desk"]),
        (ActorKind.System, new Escalated { Notify = [Audiences.Manager], Page = [Audiences.OnCall] }, ["Page Email ann@example.test", "Escalation Email max@example.test", "Page Teams desk"]),
        (ActorKind.System, new Escalated { Functional = true }, ["Escalation Email dana@example.test", "Escalation Teams desk"]),
        (ActorKind.System, new Escalated(), []),
        (ActorKind.Agent, new VendorEngaged { Engagement = 1, Vendor = "Paymaster", Email = "help@paymaster.test", Message = 2 }, ["VendorHandOff Email help@paymaster.test"]),
        (ActorKind.Vendor, new VendorAnswered { Engagement = 1, Word = VendorWord.Answered, Message = 3 }, ["VendorAnswer Email dana@example.test"]),
        (ActorKind.Agent, new VendorReleased(1), ["VendorRelease Email help@paymaster.test"]),
        (ActorKind.Agent, new SwarmStarted("dana"), []),
        (ActorKind.Agent, new SwarmInvited { People = ["sue"] }, ["SwarmInvitation Email sue@example.test", "SwarmInvitation Teams desk"]),
        (ActorKind.System, new SwarmWidened { People = ["sue", "gone"] }, ["SwarmInvitation Email sue@example.test", "SwarmInvitation Teams desk"]),
        (ActorKind.Agent, new SwarmJoined("sue", true), []),
        (ActorKind.Agent, new SwarmLeft("sue"), []),
        (ActorKind.Agent, new SwarmOwnershipHandedOver("dana", "sue"), []),
        (ActorKind.Agent, new SwarmDissolved(["dana"]), []),
        (ActorKind.System, APage() with { Agents = ["ann", "gone"] }, ["Page Email ann@example.test", "Page Teams desk"]),
        (ActorKind.System, APage() with { Skipped = "nobody is on call" }, []),
        (ActorKind.System, new PagingEnded("c", "p", "s", Opened), []),
        (ActorKind.Agent, new MajorIncidentDeclared(), ["MajorIncident Email ida@example.test", "MajorIncident Email eve@example.test", "MajorIncident Teams desk"]),
        (ActorKind.System, new Escalated { Webhook = "status-page" }, ["Escalation Webhook status-page"]),
        (ActorKind.System, new Escalated { Webhook = "gone" }, []),
        (ActorKind.System, new MailBounced { Recipient = "rita@customer.test", Failed = true, Permanent = true }, ["MailUndelivered Email dana@example.test", "MailUndelivered Teams desk"]),
        (ActorKind.System, new MailBounced { Recipient = "Dana@example.test", Failed = true, Permanent = false }, ["MailUndelivered Teams desk"]),
        (ActorKind.System, new MailBounced { Recipient = "rita@customer.test", Failed = false, Permanent = false }, []),
        (ActorKind.Integration, new ExternalReferenceAdded(new ExternalReference { Source = "github", Id = "7", Number = "acme/shop#7" }), []),
        (ActorKind.System, new AssignmentWanted { Team = "desk", How = AssignmentWay.LeastLoaded }, []),
    ];

    private static readonly SupportModel Model = AModel.Small with
    {
        Webhooks = new Dictionary<string, Webhook>
        {
            ["status-page"] = new Webhook { Name = "Status page", Url = new Uri("https://status.example.test/hook") },
        },
        Organisations = new Dictionary<string, CustomerOrganisation>
        {
            ["customer"] = new CustomerOrganisation { Name = "Customer", Domains = ["customer.test"], RelationshipManager = "max" },
        },
    };

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void Is_decided_for_every_kind_of_event() => Assert.Equal(
        typeof(TicketEventData).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(TicketEventData))).Select(static type => type.Name).Order(),
        Cases.Select(static one => one.Data.GetType().Name).Distinct().Order());

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Is_this(int number)
    {
        (ActorKind by, TicketEventData data, string[] told) = Cases[number];

        Assert.Equal(told, Plan(Ticket("dana"), data, by).Select(NoticeLine.Of));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Is_never_a_machine_that_opened_the_ticket(int number)
    {
        (ActorKind by, TicketEventData data, string[] told) = Cases[number];

        IReadOnlyList<Notice> notices = Plan(Ticket("dana") with { Channel = IntakeChannel.Alert }, data, by);

        Assert.Equal(told.Where(static line => !line.Contains("rita", StringComparison.Ordinal)), notices.Select(NoticeLine.Of));
    }

    [Theory]
    [InlineData(Audiences.Requester, "dana", "rita@customer.test")]
    [InlineData(Audiences.Assignee, "dana", "dana@example.test")]
    [InlineData(Audiences.Assignee, null, "desk@example.test")]
    [InlineData(Audiences.Team, "dana", "desk@example.test")]
    [InlineData(Audiences.TeamLead, null, "dana@example.test")]
    [InlineData(Audiences.OnCall, "dana", "ann@example.test")]
    [InlineData(Audiences.Manager, "dana", "max@example.test")]
    [InlineData(Audiences.IncidentManager, "dana", "ida@example.test")]
    [InlineData(Audiences.Executives, "dana", "eve@example.test")]
    [InlineData(Audiences.RelationshipManager, "dana", "max@example.test")]
    public void By_its_audience_is_this_person(Audiences audience, string? assignee, string address)
    {
        IReadOnlyList<Notice> told = Plan(Ticket(assignee), new Escalated { Notify = [audience] });

        Assert.Equal([$"Escalation Email {address}", "Escalation Teams desk"], told.Select(NoticeLine.Of));
        Assert.Equal(audience == Audiences.Requester, told[0].ToRequester);
        Assert.False(told[1].ToRequester);
    }

    [Fact]
    public void Is_decided_for_every_audience() => Assert.All(
        Enum.GetValues<Audiences>(),
        static audience => Assert.NotEmpty(Plan(Ticket("dana"), new Escalated { Notify = [audience] })));

    [Theory]
    [InlineData("support", "sue@example.test sam@example.test support")] // no mailbox: each member, and the channel
    [InlineData("dev", "dot@example.test dirk@example.test")] // no channel
    [InlineData("gone", "")] // a team that the model does not have any more
    public void Of_a_team_is_this(string team, string told) => Assert.Equal(
        told,
        string.Join(' ', Plan(Ticket(null) with { Team = team }, new Escalated { Notify = [Audiences.Team] }).Select(static notice => notice.Recipient)));

    [Fact]
    public void Is_the_whole_team_where_nobody_is_on_call()
    {
        var teams = new Dictionary<string, Team>(AModel.Small.Teams);
        teams["support"] = teams["support"] with { OnCall = null, TeamsChannel = false };
        TicketEvent happened = Event(new Escalated { Page = [Audiences.OnCall] }, ActorKind.System);

        IReadOnlyList<Notice> told = NoticePlan.Of(Ticket(null) with { Team = "support" }, happened, AModel.Small with { Teams = teams });

        Assert.Equal(["Page Email sue@example.test", "Page Email sam@example.test"], told.Select(NoticeLine.Of));
    }

    [Fact]
    public void Is_nobody_who_has_left()
    {
        Assert.Empty(Plan(Ticket("gone") with { Team = "dev" }, new Escalated { Notify = [Audiences.Assignee] }));
        Assert.Empty(Plan(Ticket(null), new MessageAdded { Number = 2, Public = true }, ActorKind.Requester));
    }

    [Fact]
    public void Is_no_relationship_manager_where_nobody_looks_after_the_requester() => Assert.All(
        [Ticket("dana") with { Organisation = null }, Ticket("dana") with { Organisation = "gone" }],
        static ticket => Assert.Empty(Plan(ticket, new Escalated { Notify = [Audiences.RelationshipManager] })));

    [Fact]
    public void Is_told_once_for_one_reason_and_once_for_another()
    {
        IReadOnlyList<Notice> told = Plan(
            Ticket("dana"),
            new Escalated { Page = [Audiences.TeamLead], Notify = [Audiences.Assignee, Audiences.TeamLead], Functional = true });

        Assert.Equal(["Page Email dana@example.test", "Escalation Email dana@example.test", "Page Teams desk"], told.Select(NoticeLine.Of));
    }

    [Fact]
    public void Is_told_what_the_event_says()
    {
        Notice warning = Plan(Ticket("dana"), new SlaWarned(ClockKind.Resolution, 0.75m, Target, Opened, Opened.AddHours(9), "desk", "dana"))[0];
        Assert.Equal((ClockKind.Resolution, 0.75m, Target, Opened.AddHours(9)), (warning.Clock, warning.Share, warning.Target, warning.DueAt));
        Assert.Equal(("because", Opened, 9, "DANA"), (warning.Cause, warning.At, warning.EventVersion, warning.RecipientName));

        Notice breach = Plan(Ticket("dana"), new SlaBreached(ClockKind.FirstResponse, Target, Opened.AddHours(9), "desk", "dana"))[1];
        Assert.Equal((ClockKind.FirstResponse, 1m, Target, Opened.AddHours(9)), (breach.Clock, breach.Share, breach.Target, breach.DueAt));
        Assert.Equal("Team of dana", breach.RecipientName);

        Notice reply = Plan(Ticket("dana"), new MessageAdded { Number = 4, Public = true }, ActorKind.Agent)[0];
        Assert.Equal((4, "Rita", true), (reply.Message, reply.RecipientName, reply.ToRequester));
    }

    private static Paged APage() => new()
    {
        Chain = "c", Policy = "p", Step = "s", Clock = ClockKind.FirstResponse, Link = 1, Round = 1, Audience = Audiences.OnCall,
        DueAt = Opened, NextAt = Opened.AddMinutes(10), NextAudience = Audiences.TeamLead, Team = "desk",
    };

    [Fact]
    public void Is_a_watcher_as_well_of_what_is_public_and_of_the_end()
    {
        Ticket watched = Ticket("dana") with
        {
            Watchers = [new Watcher { Agent = "sue" }, new Watcher { Email = "boss@customer.test", Name = "Boss" }],
        };

        Assert.Equal(
            ["PublicReply Email rita@customer.test", "PublicReply Email boss@customer.test", "PublicReply Email sue@example.test"],
            Plan(watched, new MessageAdded { Number = 2, Public = true }, ActorKind.Agent).Select(NoticeLine.Of));
        Assert.Equal(
            ["RequesterReply Email dana@example.test", "RequesterReply Email sue@example.test"],
            Plan(watched, new MessageAdded { Number = 2, Public = true }, ActorKind.Requester).Select(NoticeLine.Of));
        Assert.Equal(
            ["Resolved Email rita@customer.test", "Resolved Email boss@customer.test", "Resolved Email sue@example.test"],
            Plan(watched, new StatusChanged(TicketStatus.Open, TicketStatus.Resolved)).Select(NoticeLine.Of));
        Assert.Empty(Plan(watched, new MessageAdded { Number = 2, Public = false }, ActorKind.Agent));
        Assert.Empty(Plan(watched with { SpamFrom = TicketStatus.New }, new StatusChanged(TicketStatus.New, TicketStatus.Cancelled)));
    }

    private static TicketOpened AnOpening() =>
        (TicketOpened)ATicket.Opened(Opened).History[0].Data;

    private static Ticket Ticket(string? assignee) =>
        ATicket.Opened(Opened).Ticket with
        {
            Assignee = assignee,
            Organisation = "customer",
            Vendor = new VendorState { Name = "Paymaster", Email = "help@paymaster.test", Engagement = 1, EngagedAt = Opened, HasTicket = true },
        };

    private static IReadOnlyList<Notice> Plan(Ticket ticket, TicketEventData data, ActorKind by = ActorKind.System) =>
        NoticePlan.Of(ticket, Event(data, by), Model);

    private static TicketEvent Event(TicketEventData data, ActorKind by) => new()
    {
        Version = 9,
        At = Opened,
        Actor = new Actor(by, "somebody"),
        Channel = IntakeChannel.Api,
        Cause = "because",
        Data = data,
    };
}
