using System.Text;
using System.Text.Json.Nodes;
using Support.Domain.Notices;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Views.Tests;

public sealed class Card
{
    private const int BytesMax = 25 * 1024;

    private static readonly char[] MarkdownMarks = [.. "[]()*_`<>"];

    public static TheoryData<NoticeReason> Reasons => [.. Enum.GetValues<NoticeReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Text_from_outside_never_reaches_what_renders_Markdown(NoticeReason reason)
    {
        const string link = "[click](https://evil.test) **b** _i_ `c`";

        JsonNode card = Parse(WithEverywhere(Samples.Content(reason), link));

        IEnumerable<string> rendered = Objects(card)
            .SelectMany(node => (string?[])[Is(node, "TextBlock") ? node["text"]?.GetValue<string>() : null, node["value"]?.GetValue<string>(), node["title"]?.GetValue<string>()])
            .OfType<string>();
        Assert.NotEmpty(rendered);
        Assert.DoesNotContain(rendered, text => text.IndexOfAny(MarkdownMarks) >= 0);
        Assert.Contains(Objects(card), node => Is(node, "TextRun") && node["text"]!.GetValue<string>() == link);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Stays_below_the_limit_of_Teams_whatever_is_written(NoticeReason reason)
    {
        foreach (string letter in (string[])["x", "\"", "<", "\u0001", "🔥", "漢", "e\u0301", "\n", "y\n"])
        {
            string text = string.Concat(Enumerable.Repeat(letter, 50_000));

            string card = Samples.Renderer().RenderCard(WithEverywhere(Samples.Content(reason), text));

            Assert.InRange(Encoding.UTF8.GetByteCount(card), 100, BytesMax);
            Assert.NotNull(JsonNode.Parse(card));
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Is_one_message_with_one_card_and_one_link(NoticeReason reason)
    {
        JsonNode message = Parse(Samples.Content(reason));

        JsonNode attachment = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal("message", message["type"]!.GetValue<string>());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.GetValue<string>());
        Assert.Equal("1.4", attachment["content"]!["version"]!.GetValue<string>());
        JsonNode action = Assert.Single(attachment["content"]!["actions"]!.AsArray())!;
        Assert.Equal("Action.OpenUrl", action["type"]!.GetValue<string>());
        Assert.Equal(Samples.Link.AbsoluteUri, action["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(NoticeReason.Page, "Attention")]
    [InlineData(NoticeReason.SlaBreach, "Attention")]
    [InlineData(NoticeReason.SlaWarning, "Warning")]
    [InlineData(NoticeReason.Escalation, "Warning")]
    [InlineData(NoticeReason.RequesterReply, "Accent")]
    public void Colour_of_the_title_says_how_loud_it_is(NoticeReason reason, string colour) =>
        Assert.Equal(colour, Objects(Parse(Samples.Content(reason))).First(node => Is(node, "TextBlock"))["color"]!.GetValue<string>());

    private static NoticeContent WithEverywhere(NoticeContent content, string text) => content with
    {
        Notice = content.Notice with { Cause = text, RecipientName = text, ToRequester = false },
        Ticket = content.Ticket with { Subject = text, Requester = new Requester(text, text) },
        OrganisationName = text,
        ApplicationName = text,
        TeamName = text,
        AssigneeName = text,
        Message = Samples.Question with { Text = text, Author = new Actor(ActorKind.Requester, text, text) },
    };

    private static JsonNode Parse(NoticeContent content) => JsonNode.Parse(Samples.Renderer().RenderCard(content))!;

    private static bool Is(JsonObject node, string type) => node["type"] is JsonValue value && value.GetValue<string>() == type;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(member => Objects(member.Value)).Prepend(found),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
