using System.Net;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Xunit;

namespace Support.Functions.Intake.Tests.Webhooks.Mirroring;

public sealed class When_tickets_are_mirrored : IDisposable
{
    private readonly FakeServiceNow _there = new();

    public void Dispose() => _there.Dispose();

    [Fact]
    public async Task A_ticket_gets_an_incident_and_keeps_its_number()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Equal(("Wrong wage tax", "It is too high.", ticket.Id.Value), ((string)_there.Incidents[0]["short_description"]!, (string)_there.Incidents[0]["description"]!, (string)_there.Incidents[0]["correlation_id"]!));
        Assert.Equal("INC0000001", Assert.Single((await here.TicketAsync(ticket.Id)).ExternalReferences).Number);
        Assert.Single(_there.Incidents);
    }

    [Fact]
    public async Task Answers_notes_priority_and_status_are_told_in_order_once()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("We look into it."));
        await here.DoAsync(ticket.Id, new AddNote("Table 2026b?"));
        await here.DoAsync(ticket.Id, new SetPriority(Priority.Critical, "payday"));
        await here.DoAsync(ticket.Id, new ResolveTicket("Fixed."));
        await MirroredSystem.TalkAsync(_there, here);
        int requests = _there.Requests.Count;
        await MirroredSystem.TalkAsync(_there, here);

        string id = ticket.Id.Value;
        Assert.Equal(
            [("comments", $"[{id} #2] Mara Costa wrote:\n\nWe look into it."), ("work_notes", $"[{id} #3] Mara Costa wrote:\n\nTable 2026b?"), ("comments", $"[{id} #4] Mara Costa wrote:\n\nFixed.")],
            _there.Journal.Select(static entry => (entry.Field, entry.Text)));
        Assert.Equal(("6", "1", "1"), ((string)_there.Incidents[0]["state"]!, (string)_there.Incidents[0]["impact"]!, (string)_there.Incidents[0]["urgency"]!));
        Assert.Equal(requests, _there.Requests.Count);
    }

    [Fact]
    public async Task What_comes_from_there_is_not_sent_back()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await MirroredSystem.TalkAsync(_there, here);
        int requests = _there.Requests.Count;
        _there.Do(0, "bo.vendor", ("comments", "Which month?"));
        _there.Do(0, "bo.vendor", ("work_notes", "Looks like ours."));
        _there.Do(0, "bo.vendor", ("state", "6"));
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Equal(["It is too high.", "Which month?", "note: Looks like ours."], await here.App.TextsAsync(ticket));
        Assert.Equal(TicketStatus.Resolved, (await here.TicketAsync(ticket.Id)).Status);
        Assert.Equal(requests, _there.Requests.Count);
    }

    [Fact]
    public async Task A_comment_from_there_that_opens_the_ticket_again_tells_them_so()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await here.DoAsync(ticket.Id, new ResolveTicket(null));
        await MirroredSystem.TalkAsync(_there, here);
        _there.Do(0, "bo.vendor", ("comments", "Not fixed."));
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Equal(TicketStatus.Open, (await here.TicketAsync(ticket.Id)).Status);
        Assert.Equal("2", (string)_there.Incidents[0]["state"]!);
    }

    [Fact]
    public async Task An_echo_under_another_name_is_known_by_its_words_and_a_forged_one_is_not()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("We look into it."));
        await MirroredSystem.TalkAsync(_there, here);
        _there.Do(0, "system", ("comments", _there.Journal[0].Text));
        _there.Do(0, "system", ("comments", $"[{ticket.Id} #2] Mara Costa wrote:\n\nSomething else."));
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Equal(3, (await here.TicketAsync(ticket.Id)).Messages);
        Assert.Contains("Something else.", (await here.App.TextsAsync(ticket))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_systems_that_mirror_each_other_come_to_rest_with_one_copy_of_everything()
    {
        MirroredSystem a = await MirroredSystem.NewAsync(_there, "desk.a");
        MirroredSystem b = await MirroredSystem.NewAsync(_there, "desk.b");
        Ticket ours = await a.OpenAsync();
        await MirroredSystem.TalkAsync(_there, a, b);
        Ticket theirs = await b.TheirsAsync();
        await a.DoAsync(ours.Id, new ReplyToRequester("From A."));
        await b.DoAsync(theirs.Id, new ReplyToRequester("From B."));
        await a.DoAsync(ours.Id, new AddNote("Note of A."));
        int rounds = await MirroredSystem.TalkAsync(_there, a, b);
        await a.DoAsync(ours.Id, new ResolveTicket(null));
        rounds += await MirroredSystem.TalkAsync(_there, a, b);
        await b.DoAsync(theirs.Id, new ReopenTicket("not at all"));
        rounds += await MirroredSystem.TalkAsync(_there, a, b);

        Assert.InRange(rounds, 3, 12);
        Assert.Single(_there.Incidents);
        Assert.Equal((TicketStatus.Open, TicketStatus.Open), ((await a.TicketAsync(ours.Id)).Status, (await b.TicketAsync(theirs.Id)).Status));
        foreach (string[] texts in new[] { await a.App.TextsAsync(ours), await b.App.TextsAsync(theirs) })
        {
            Assert.Equal(4, texts.Count(static text => !text.EndsWith("Resolved by the support desk.", StringComparison.Ordinal)));
            Assert.Single(texts, static text => text.EndsWith("From A.", StringComparison.Ordinal));
            Assert.Single(texts, static text => text.EndsWith("From B.", StringComparison.Ordinal));
            Assert.Single(texts, static text => text.StartsWith("note: ", StringComparison.Ordinal) && text.EndsWith("Note of A.", StringComparison.Ordinal));
        }

        Assert.Equal(3, _there.Journal.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_done_there_and_not_confirmed_is_not_done_again(bool done)
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        _there.Failures.Enqueue((done, HttpStatusCode.BadGateway, null));
        here.App.Time.Advance(Assert.NotNull(await here.TellAsync()) - here.App.Time.GetUtcNow());
        await here.TellAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("Once."));
        _there.Failures.Enqueue((done, HttpStatusCode.GatewayTimeout, null));
        here.App.Time.Advance(Assert.NotNull(await here.TellAsync()) - here.App.Time.GetUtcNow());
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Single(_there.Incidents);
        Assert.Single(_there.Journal);
        Assert.Equal(2, (await here.TicketAsync(ticket.Id)).Messages);
    }

    [Fact]
    public async Task Who_wants_to_be_left_alone_is()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        await here.OpenAsync();
        _there.Failures.Enqueue((false, HttpStatusCode.TooManyRequests, "600"));

        Assert.Equal(here.App.Time.GetUtcNow().AddSeconds(600), await here.TellAsync());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_noted_and_the_next_is_told()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await here.TellAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("First."));
        await here.DoAsync(ticket.Id, new ReplyToRequester("Second."));
        _there.Failures.Enqueue((false, HttpStatusCode.BadRequest, null));
        await MirroredSystem.TalkAsync(_there, here);

        Assert.EndsWith("Second.", Assert.Single(_there.Journal).Text, StringComparison.Ordinal);
        Assert.Contains(await here.App.TextsAsync(ticket), static text => text.StartsWith("note: Not told to servicenow: servicenow answered 400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_who_tell_at_once_tell_one_after_the_other()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a");
        Ticket ticket = await here.OpenAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("Once."));

        DateTimeOffset?[] again = await Task.WhenAll(here.TellAsync(), here.TellAsync(), here.TellAsync());
        here.App.Time.Advance(TimeSpan.FromMinutes(2));
        await MirroredSystem.TalkAsync(_there, here);

        Assert.Contains(again, static at => at is not null);
        Assert.Single(_there.Incidents);
        Assert.Single(_there.Journal);
    }

    [Fact]
    public async Task An_incident_that_was_made_there_is_followed_without_a_push()
    {
        MirroredSystem here = await MirroredSystem.NewAsync(_there, "desk.a", push: false);
        await here.HearAsync("""{ "operation": "insert", "sys_id": "00000000000000000000000000000001", "number": "INC0000001", "short_description": "Wifi", "sys_updated_by": "rita" }""");
        Ticket ticket = await here.TheirsAsync();
        await here.DoAsync(ticket.Id, new ReplyToRequester("Which floor?"));
        await here.TellAsync();

        Assert.Contains(_there.Requests, static request => request.StartsWith("PATCH /api/now/table/incident/00000000000000000000000000000001", StringComparison.Ordinal));
        Assert.DoesNotContain(_there.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }
}
