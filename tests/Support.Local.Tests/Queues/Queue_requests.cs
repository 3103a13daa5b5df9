using Support.TestKit.Azurite;
using Xunit;

namespace Support.Local.Tests.Queues;

/// <summary>The Queue protocol, request by request, as Azurite and the account in memory answer it.</summary>
[Collection(BesideAzurite.Name)]
public sealed class Queue_requests(AzuriteFixture azurite)
{
    private const string Hello = "<QueueMessage><MessageText>a &lt;b&gt; &amp; ünï</MessageText></QueueMessage>";

    private readonly Twins _twins = new(azurite, "queue");
    private readonly string _queue = "/" + Twins.NewName();

    [Fact]
    public async Task A_queue_is_made_described_and_deleted()
    {
        Assert.Equal("201", await _twins.CodeAsync("PUT", _queue, null, ("x-ms-meta-Owner", "support")));
        Assert.Equal("204", await _twins.CodeAsync("PUT", _queue, null, ("x-ms-meta-Owner", "support")));
        Assert.Equal("409 QueueAlreadyExists", await _twins.CodeAsync("PUT", _queue));
        Assert.Equal("200", await _twins.CodeAsync("GET", _queue + "?comp=metadata"));
        Assert.Equal("204", await _twins.CodeAsync("PUT", _queue + "?comp=metadata", null, ("x-ms-meta-Other", "1")));
        Assert.Equal("200", await _twins.CodeAsync("HEAD", _queue + "?comp=metadata"));
        Assert.Equal("200", await _twins.CodeAsync("GET", $"/?comp=list&prefix={_queue[1..]}&include=metadata"));
        Assert.Equal("204", await _twins.CodeAsync("DELETE", _queue));
        Assert.Equal("404 QueueNotFound", await _twins.CodeAsync("DELETE", _queue));
        Assert.Equal("404 QueueNotFound", await _twins.CodeAsync("HEAD", _queue + "?comp=metadata"));
        Assert.Equal("404 QueueNotFound", await _twins.CodeAsync("GET", _queue + "/messages"));
        Assert.Equal("404 QueueNotFound", await _twins.CodeAsync("POST", _queue + "/messages", Hello));
    }

    [Theory]
    [InlineData("ab", "400 OutOfRangeInput")]
    [InlineData("Upper", "400 InvalidResourceName")]
    [InlineData("two--dashes", "400 InvalidResourceName")]
    [InlineData("-dash", "400 InvalidResourceName")]
    public async Task A_name_is_checked(string name, string code) => Assert.Equal(code, await _twins.CodeAsync("PUT", "/" + name));

    [Fact]
    public async Task A_message_goes_from_hand_to_hand_by_its_receipt()
    {
        await _twins.SendAsync("PUT", _queue);
        Assert.Equal("200", await _twins.CodeAsync("GET", _queue + "/messages"));
        Assert.Equal("201", await _twins.CodeAsync("POST", _queue + "/messages?messagettl=-1", Hello));
        await _twins.SendAsync("GET", _queue + "/messages?peekonly=true&numofmessages=32");
        await _twins.SendAsync("GET", _queue + "/messages?numofmessages=2&visibilitytimeout=60");
        _twins.Remember("id", "MessageId");
        _twins.Remember("first", "PopReceipt");
        await _twins.SendAsync("GET", _queue + "/messages?peekonly=true");
        await _twins.SendAsync("GET", _queue + "?comp=metadata");
        Assert.Equal("204", await _twins.CodeAsync(
            "PUT", _queue + "/messages/{id}?popreceipt={first}&visibilitytimeout=0", "<QueueMessage><MessageText>second</MessageText></QueueMessage>"));
        _twins.Remember("second", "x-ms-popreceipt");
        Assert.Equal("400 PopReceiptMismatch", await _twins.CodeAsync("DELETE", _queue + "/messages/{id}?popreceipt={first}"));
        Assert.Equal("400 PopReceiptMismatch", await _twins.CodeAsync("PUT", _queue + "/messages/{id}?popreceipt={first}&visibilitytimeout=5"));
        await _twins.SendAsync("GET", _queue + "/messages?peekonly=true");
        Assert.Equal("204", await _twins.CodeAsync("PUT", _queue + "/messages/{id}?popreceipt={second}&visibilitytimeout=9"));
        _twins.Remember("third", "x-ms-popreceipt");
        Assert.Equal("204", await _twins.CodeAsync("DELETE", _queue + "/messages/{id}?popreceipt={third}"));
        Assert.Equal("404 MessageNotFound", await _twins.CodeAsync("DELETE", _queue + "/messages/{id}?popreceipt={third}"));
        Assert.Equal("404 MessageNotFound", await _twins.CodeAsync("PUT", _queue + "/messages/{id}?popreceipt={third}&visibilitytimeout=0"));
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_became_visible()
    {
        await _twins.SendAsync("PUT", _queue);
        foreach (string text in new[] { "1", "2", "3" })
        {
            await _twins.SendAsync("POST", _queue + "/messages", $"<QueueMessage><MessageText>{text}</MessageText></QueueMessage>");
        }

        await _twins.SendAsync("GET", _queue + "/messages");
        _twins.Remember("id", "MessageId");
        _twins.Remember("receipt", "PopReceipt");
        await _twins.SendAsync("PUT", _queue + "/messages/{id}?popreceipt={receipt}&visibilitytimeout=0");
        await _twins.SendAsync("POST", _queue + "/messages?visibilitytimeout=60", "<QueueMessage><MessageText>hidden</MessageText></QueueMessage>");
        await _twins.SendAsync("GET", _queue + "/messages?numofmessages=32&visibilitytimeout=5");
        Assert.Equal("204", await _twins.CodeAsync("DELETE", _queue + "/messages"));
        await _twins.SendAsync("GET", _queue + "?comp=metadata");
    }

    [Theory]
    [InlineData("GET", "?numofmessages=33", null, "400 OutOfRangeQueryParameterValue")]
    [InlineData("GET", "?numofmessages=0", null, "400")]
    [InlineData("GET", "?numofmessages=many", null, "400")]
    [InlineData("GET", "?visibilitytimeout=0", null, "400 OutOfRangeQueryParameterValue")]
    [InlineData("GET", "?visibilitytimeout=604801", null, "400 OutOfRangeQueryParameterValue")]
    [InlineData("POST", "?visibilitytimeout=604801", Hello, "400 OutOfRangeQueryParameterValue")]
    [InlineData("POST", "?visibilitytimeout=9&messagettl=5", Hello, "400 InvalidQueryParameterValue")]
    [InlineData("POST", "?messagettl=0", Hello, "400 InvalidQueryParameterValue")]
    [InlineData("POST", "", "<QueueMessage></QueueMessage>", "400 InvalidXmlDocument")]
    [InlineData("POST", "", "<QueueMessage><MessageText/></QueueMessage>", "201")]
    [InlineData("POST", "", "no XML", "400")]
    [InlineData("PUT", "/an-id?popreceipt=r", null, "400")]
    [InlineData("DELETE", "/an-id", null, "400")]
    [InlineData("PATCH", "", null, "400")]
    public async Task A_request_that_makes_no_sense_is_refused(string method, string rest, string? body, string code)
    {
        await _twins.SendAsync("PUT", _queue);
        Assert.Equal(code, await _twins.CodeAsync(method, _queue + "/messages" + rest, body));
    }

    [Theory]
    [InlineData(65_536, "201")]
    [InlineData(65_537, "413 RequestBodyTooLarge")]
    public async Task A_message_has_up_to_64_kibibytes_of_text(int length, string code)
    {
        await _twins.SendAsync("PUT", _queue);
        Assert.Equal(code, await _twins.CodeAsync("POST", _queue + "/messages", $"<QueueMessage><MessageText>{new string('x', length)}</MessageText></QueueMessage>"));
    }
}
