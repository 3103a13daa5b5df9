using System.Text;
using System.Xml.Linq;
using Support.Local.Storage.Protocol;
using Support.Local.Storage.Queues;
using Support.TestKit.Time;
using Xunit;

namespace Support.Local.Tests.Queues;

/// <summary>What a queue in memory does by itself, on the account's clock.</summary>
public sealed class When_time_passes_over_a_queue
{
    private readonly ManualTimeProvider _time = new();
    private readonly QueueEndpoint _queues;

    public When_time_passes_over_a_queue()
    {
        _queues = new QueueEndpoint(_time);
        Ask("PUT", "");
    }

    [Fact]
    public void A_message_that_was_taken_is_visible_again_when_its_time_is_over()
    {
        Put("", "taken");
        Assert.Equal(["taken 1"], Get("?visibilitytimeout=30"));
        _time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Empty(Get(""));

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(["taken 2"], Get("?visibilitytimeout=30"));
    }

    [Fact]
    public void A_message_that_was_put_for_later_is_visible_then()
    {
        Put("?visibilitytimeout=60&messagettl=-1", "later");
        Put("", "now");
        Assert.Equal(["now 1"], Get("?numofmessages=32&visibilitytimeout=604800"));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["later 1"], Get("?numofmessages=32"));
    }

    [Fact]
    public void A_message_is_forgotten_when_its_time_to_live_is_over()
    {
        Put("?messagettl=10", "short");
        Put("", "a week");
        Put("?messagettl=-1", "for ever");

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["a week 0", "for ever 0"], Get("?peekonly=true&numofmessages=32"));
        _time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(["for ever 0"], Get("?peekonly=true&numofmessages=32"));
    }

    [Fact]
    public void The_receipt_of_a_message_that_another_has_taken_since_is_of_no_use()
    {
        Put("", "contested");
        StorageAnswer first = Ask("GET", "/messages?visibilitytimeout=1");
        _time.Advance(TimeSpan.FromSeconds(1));
        Get("?visibilitytimeout=1");

        XElement message = XElement.Parse(Encoding.UTF8.GetString(first.Body.Span)).Element("QueueMessage")!;
        StorageAnswer refused = Ask("DELETE", $"/messages/{message.Element("MessageId")!.Value}?popreceipt={Uri.EscapeDataString(message.Element("PopReceipt")!.Value)}");

        Assert.Equal(400, refused.Status);
        Assert.Contains(new KeyValuePair<string, string>("x-ms-error-code", "PopReceiptMismatch"), refused.Headers);
    }

    private void Put(string query, string text) =>
        Assert.Equal(201, Ask("POST", "/messages" + query, $"<QueueMessage><MessageText>{text}</MessageText></QueueMessage>").Status);

    private List<string> Get(string query) =>
    [
        .. XElement.Parse(Encoding.UTF8.GetString(Ask("GET", "/messages" + query).Body.Span)).Elements()
            .Select(message => $"{message.Element("MessageText")!.Value} {message.Element("DequeueCount")!.Value}"),
    ];

    private StorageAnswer Ask(string method, string path, string body = "") => _queues.Answer(new StorageRequest(
        method, new Uri("http://queue.memory/account/queue" + path), new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)));
}
