using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Support.Domain.Tickets;
using Support.Platform.Bus;
using Support.Platform.Outbox;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Bus;

public sealed class Change_message
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void Brings_every_kind_of_event_back()
    {
        TicketChange change = Change();

        TicketChange read = ChangeMessage.Read(Received(ChangeMessage.Of(change, TraceParent)));

        Assert.Equal(Some.Json(change), Some.Json(read));
        Assert.Equal(
            change.Events.Select(happened => happened.Data.GetType()), read.Events.Select(happened => happened.Data.GetType()));
    }

    [Fact]
    public void Says_what_it_is_about_outside_its_body()
    {
        TicketChange change = Change();

        ServiceBusMessage message = ChangeMessage.Of(change, TraceParent);

        Assert.Equal($"{change.TicketId}-{change.Version}", message.MessageId);
        Assert.Equal(change.TicketId.Value, message.CorrelationId);
        Assert.Equal(("ticketChanged", "application/json"), (message.Subject, message.ContentType));
        Assert.Equal(change.TicketId.Value, message.ApplicationProperties["ticketId"]);
        Assert.Equal(change.Version, message.ApplicationProperties["version"]);
        Assert.Equal(TraceParent, message.ApplicationProperties["Diagnostic-Id"]);
        Assert.False(ChangeMessage.Of(change, null).ApplicationProperties.ContainsKey("Diagnostic-Id"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"ticketId\":\"SUP-0000000U\",\"version\":1,\"events\":[],\"ticket\":null}")]
    public void That_is_none_is_an_exception(string body)
    {
        Assert.ThrowsAny<JsonException>(() => ChangeMessage.Read(Received(new ServiceBusMessage(body))));
    }

    // A critical ticket whose first response is breached, escalated, taken and resolved: events of every sort.
    private static TicketChange Change()
    {
        DateTimeOffset at = Some.At("2026-03-02T09:00:00Z");
        Decision opened = TicketDecision.Open(Some.Id(), Some.Submission("Ünïcode \U0001F600"), Some.Context(at));
        Decision late = TicketDecision.Decide(opened.Ticket!, new TakeTicket("ben"), Some.Context(at.AddHours(5)));
        Decision resolved = TicketDecision.Decide(late.Ticket!, new ResolveTicket("Done."), Some.Context(at.AddHours(6)));
        return new TicketChange
        {
            TicketId = opened.Ticket!.Id,
            Version = resolved.Ticket!.Version,
            ByClock = true,
            Events = [.. opened.Events, .. late.Events, .. resolved.Events],
            Ticket = resolved.Ticket,
        };
    }

    private static ServiceBusReceivedMessage Received(ServiceBusMessage message) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(message.Body);
}
