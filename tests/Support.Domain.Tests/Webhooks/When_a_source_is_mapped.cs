using System.Text.Json;
using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Domain.Webhooks;
using Support.Domain.Webhooks.Mapping;
using Support.Domain.Webhooks.Reading;
using Xunit;
using static Support.Domain.Tests.Webhooks.Payloads;

namespace Support.Domain.Tests.Webhooks;

public sealed class When_a_source_is_mapped
{
    private const string Form = """
        { "id": "f-1", "form": "complaint", "topics": ["Delivery", "late parcel"], "fields": { "topic": "Where is it?", "email": "ann@customer.test", "first": "Ann", "last": "Lee", "n": 7 } }
        """;

    [Fact]
    public void A_form_is_a_ticket_with_every_field_from_where_the_model_says()
    {
        NewsReading reading = News("contact-form", Form);

        ExternalOpening opening = reading.News!.Opening!;
        Assert.Equal(("complaint – Where is it?", "(no message)", "shop"), (opening.Subject, opening.Description, opening.Application));
        Assert.Equal(new ExternalPerson("ann@customer.test", "Ann Lee"), opening.Requester);
        Assert.Equal((Priority.High, TicketKind.ServiceRequest), (opening.Priority, opening.Kind));
        Assert.Equal(["web-form", "delivery", "late-parcel"], opening.Tags);
        Assert.Equal(
            ["subject: {/form} – {/fields/topic}", "description: the default, as there is nothing at /fields/message", "requesterEmail: /fields/email"],
            reading.Fields.Where(static field => field.Name is "subject" or "description" or "requesterEmail").Select(static field => $"{field.Name}: {field.From}"));
    }

    [Fact]
    public void What_the_model_does_not_ask_for_is_ignored() => Assert.Equal(
        "It is not what the model asks for: /form is 'newsletter'.", News("contact-form", With(Form, ("/form", "\"newsletter\""))).Ignored);

    [Theory]
    [InlineData("/fields/topic", "Where is it?")]
    [InlineData("/topics/1", "late parcel")]
    [InlineData("/topics", "Delivery, late parcel")]
    [InlineData("/fields/n", "7")]
    [InlineData("No. {/fields/n}: {/fields/nothing}!", "No. 7: !")]
    [InlineData("{{{/id}}}", "{f-1}")]
    [InlineData("words", "words")]
    [InlineData("/fields", null)]
    [InlineData("/topics/2", null)]
    [InlineData("/topics/01", null)]
    [InlineData("/topics/-", null)]
    [InlineData("only {/nothing}", null)]
    public void A_text_finds_this(string text, string? found) =>
        Assert.Equal(found, MappedText.Parse(text, out _)!.Of("f", JsonElement.Parse(Form)).Value);

    [Theory]
    [InlineData("/a~")]
    [InlineData("/a~2b")]
    [InlineData("a {b}")]
    [InlineData("a {/b")]
    [InlineData("a } b")]
    [InlineData("")]
    public void A_text_that_is_wrong_is_no_text(string text)
    {
        Assert.Null(MappedText.Parse(text, out string mistake));
        Assert.NotEmpty(mistake);
    }

    // RFC 6901, 5.
    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void A_pointer_points_as_the_standard_shows(string pointer, string json)
    {
        JsonElement document = JsonElement.Parse("""{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"k\"l":6," ":7,"m~n":8}""");

        Assert.Equal(json, JsonPointer.Parse(pointer, out _)!.Find(document)!.Value.GetRawText());
    }

    [Fact]
    public void A_pointer_to_any_name_finds_the_member_of_that_name() => Property.Holds(
        Gen.Elements("a", "/", "~", "~1", "~0/", "", "0", "-", "ä", " ", "{", "}").ListOf().Where(static names => names.Count < 6),
        static names =>
        {
            string json = Enumerable.Reverse(names).Aggregate("\"here\"", static (inner, name) => $"{{{JsonSerializer.Serialize(name)}:{inner}}}");
            string pointer = string.Concat(names.Select(static name => $"/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));

            Assert.Equal("here", JsonPointer.Parse(pointer, out _)!.Find(JsonElement.Parse(json))!.Value.GetString());
        },
        count: 300);

    [Theory]
    [InlineData("""{ "x": {} }""", "/intake/webhooks/x", "map")]
    [InlineData("""{ "generic": { "map": { "subject": "/a" } } }""", "/intake/webhooks/generic", "generic")]
    [InlineData("""{ "github": { "map": { "subject": "/a" } } }""", "/intake/webhooks/github/map", "known")]
    [InlineData("""{ "x": { "map": { "subject": "/a~x" } } }""", "/intake/webhooks/x/map/subject", "~")]
    [InlineData("""{ "x": { "map": { "subject": "{a}" } } }""", "/intake/webhooks/x/map/subject", "braces")]
    [InlineData("""{ "x": { "map": { "kind": "/a" } } }""", "/intake/webhooks/x/map", "subject")]
    [InlineData("""{ "x": { "map": { "subject": "/a", "kind": "bug" } } }""", "/intake/webhooks/x/map/kind", "bug")]
    [InlineData("""{ "x": { "map": { "subject": "/a", "priority": { "from": "/p", "values": { "P1": "urgent" } } } } }""", "/intake/webhooks/x/map/priority/values/P1", "urgent")]
    [InlineData("""{ "x": { "map": { "subject": "/a", "application": "no-such-app" } } }""", "/intake/webhooks/x/map/application", "no-such-app")]
    [InlineData("""{ "x": { "map": { "subject": "/a" }, "proof": { "scheme": "hmacSha256" } } }""", "/intake/webhooks/x/proof", "header")]
    [InlineData("""{ "x": { "map": { "subject": "/a" }, "proof": { "timestampHeader": "X-Time" } } }""", "/intake/webhooks/x/proof/timestampHeader", "nobody signed")]
    [InlineData("""{ "jira": { "mirror": { "url": "https://jira.example.test" } } }""", "/intake/webhooks/jira/mirror", "servicenow")]
    [InlineData("""{ "servicenow": { "mirror": { "url": "https://acme.service-now.com" } } }""", "/intake/webhooks/servicenow", "ownAccounts")]
    [InlineData("""{ "servicenow": { "ownAccounts": ["a"], "mirror": { "url": "http://acme.service-now.com" } } }""", "/intake/webhooks/servicenow/mirror/url", "https")]
    public void A_mistake_is_the_models_and_found_when_it_is_read(string sources, string pointer, string word) => Assert.Contains(
        Read(sources).Mistakes,
        mistake => mistake.Pointer == pointer && mistake.Message.Contains(word, StringComparison.Ordinal));

    [Fact]
    public void It_is_explained_before_anything_is_done()
    {
        NewsExplanation explained = NewsExplanation.Of(JsonElement.Parse(Form), "contact-form", null, Payloads.Model)!;

        Assert.Equal("It opens the ticket 'complaint – Where is it?' if the id of the delivery has none.", explained.Does);
        Assert.Null(NewsExplanation.Of(JsonElement.Parse(Form), "nobody", null, Payloads.Model));
    }
}
