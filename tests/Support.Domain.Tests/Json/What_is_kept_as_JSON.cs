using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Support.Domain.Json;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Domain.Tests.Json;

public class What_is_kept_as_JSON
{
    public static TheoryData<Type> EventTypes =>
        [.. typeof(TicketEventData).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(TicketEventData)))];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Has_every_event_in_full(Type type)
    {
        var happened = new TicketEvent
        {
            Version = 3,
            At = Moment.At("2026-01-07 10:00"),
            Actor = new Actor(ActorKind.Agent, "ann", "Ann"),
            Channel = IntakeChannel.Desk,
            Cause = "because",
            Data = (TicketEventData)Filled.Of(type),
        };

        string json = JsonSerializer.Serialize(happened, SupportJson.Options);
        TicketEvent read = JsonSerializer.Deserialize<TicketEvent>(json, SupportJson.Options)!;

        Assert.IsType(type, read.Data);
        Filled.AssertSame(happened, read, "event");
        Assert.Equal(json, JsonSerializer.Serialize(read, SupportJson.Options));
    }

    [Theory]
    [InlineData(typeof(Ticket))]
    [InlineData(typeof(TicketEvent))]
    [InlineData(typeof(TicketMessage))]
    [InlineData(typeof(Notice))]
    public void Has_every_property(Type type)
    {
        object value = Filled.Of(type);

        string json = JsonSerializer.Serialize(value, type, SupportJson.Options);

        Filled.AssertSame(value, JsonSerializer.Deserialize(json, type, SupportJson.Options), type.Name);
    }

    [Fact]
    public void Has_a_whole_life_of_a_ticket()
    {
        DateTimeOffset opened = Moment.At("2026-01-07 10:00");
        ATicket ticket = ATicket.Opened(opened, Support.Domain.Model.Grade.High, ModelFile.Model).LiveUntil(opened.AddHours(5));

        string json = JsonSerializer.Serialize(ticket.Ticket, SupportJson.Options);

        Filled.AssertSame(ticket.Ticket, JsonSerializer.Deserialize<Ticket>(json, SupportJson.Options), "ticket");
    }

    [Fact]
    public void Names_the_events_so_for_good() =>
        // What is stored under a name stays readable: a name may be added here, and never changed.
        Assert.Equal(
            [
                "acknowledged Acknowledged",
                "assigned Assigned",
                "assignmentDue AssignmentDue",
                "assignmentFailed AssignmentFailed",
                "assignmentPostponed AssignmentPostponed",
                "assignmentWanted AssignmentWanted",
                "callRecorded CallRecorded",
                "chatEnded ChatEnded",
                "clockPaused ClockPaused",
                "clockResumed ClockResumed",
                "clockRetargeted ClockRetargeted",
                "clockStarted ClockStarted",
                "clockStopped ClockStopped",
                "clockWithdrawn ClockWithdrawn",
                "escalated Escalated",
                "externalReferenceAdded ExternalReferenceAdded",
                "fieldsChanged FieldsChanged",
                "mailBounced MailBounced",
                "majorIncidentDeclared MajorIncidentDeclared",
                "mergedTicketGivenBack MergedTicketGivenBack",
                "mergedTicketTakenIn MergedTicketTakenIn",
                "messageAdded MessageAdded",
                "paged Paged",
                "pagingEnded PagingEnded",
                "priorityChanged PriorityChanged",
                "requesterChanged RequesterChanged",
                "routed Routed",
                "slaBreached SlaBreached",
                "slaWarned SlaWarned",
                "spamCleared SpamCleared",
                "spamMarked SpamMarked",
                "statusChanged StatusChanged",
                "subjectChanged SubjectChanged",
                "swarmDissolved SwarmDissolved",
                "swarmInvited SwarmInvited",
                "swarmJoined SwarmJoined",
                "swarmLeft SwarmLeft",
                "swarmOwnershipHandedOver SwarmOwnershipHandedOver",
                "swarmStarted SwarmStarted",
                "swarmWidened SwarmWidened",
                "tagsChanged TagsChanged",
                "ticketLinked TicketLinked",
                "ticketMerged TicketMerged",
                "ticketOpened TicketOpened",
                "ticketSplit TicketSplit",
                "ticketUnlinked TicketUnlinked",
                "ticketUnmerged TicketUnmerged",
                "tierChanged TierChanged",
                "triaged Triaged",
                "vendorAnswered VendorAnswered",
                "vendorEngaged VendorEngaged",
                "vendorReleased VendorReleased",
                "watcherAdded WatcherAdded",
                "watcherRemoved WatcherRemoved",
            ],
            typeof(TicketEventData).GetCustomAttributes<JsonDerivedTypeAttribute>()
                .Select(static derived => $"{derived.TypeDiscriminator} {derived.DerivedType.Name}")
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Is_read_as_people_read_it()
    {
        var happened = new TicketEvent
        {
            Version = 1,
            At = Moment.At("2026-01-07 10:00"),
            Actor = Actor.Clock,
            Channel = IntakeChannel.Clock,
            Data = new ClockStopped(Domain.Model.ClockKind.FirstResponse, TimeSpan.FromMinutes(5), true),
        };

        Assert.Equal(
            """{"version":1,"at":"2026-01-07T10:00:00+00:00","actor":{"kind":"system","id":"clock"},"channel":"clock","data":{"type":"clockStopped","clock":"firstResponse","used":"PT5M","met":true}}""",
            JsonSerializer.Serialize(happened, SupportJson.Options));
    }

    [Theory]
    [InlineData("""{"type":"slaMended"}""")]
    [InlineData("""{"clock":"firstResponse"}""")]
    [InlineData("""{"type":"clockPaused","clock":2,"used":"PT5M"}""")]
    [InlineData("""{"type":"clockPaused","clock":"thirdResponse","used":"PT5M"}""")]
    [InlineData("""{"type":"messageAdded","public":true}""")]
    public void Is_refused_when_it_says_what_nobody_wrote(string data)
    {
        Exception? error = Record.Exception(() => JsonSerializer.Deserialize<TicketEventData>(data, SupportJson.Options));

        Assert.True(error is JsonException or NotSupportedException, $"{error}");
    }

    [Fact]
    public void Has_a_limit_of_depth()
    {
        string deep = new string('[', 40) + new string(']', 40);

        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(deep, SupportJson.Options));
    }
}
