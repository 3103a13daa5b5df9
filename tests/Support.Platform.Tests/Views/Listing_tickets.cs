using Support.Domain.Access;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Views;

[Collection(SharedAzurite.Name)]
public sealed class Listing_tickets(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Nine = Some.At("2026-03-02T09:00:00Z");

    private TicketViewProjection _projection = null!;
    private TicketViewStore _views = null!;

    public async Task InitializeAsync()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        _projection = new TicketViewProjection(storage.Tables, new TicketStore(storage.Tables, Some.Random));
        _views = new TicketViewStore(storage.Tables);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string, TicketViewQuery> Filters => new()
    {
        { "team", new TicketViewQuery { Team = "app-support" } },
        { "assignee", new TicketViewQuery { Assignee = "ben" } },
        { "status", new TicketViewQuery { Statuses = [TicketStatus.Pending] } },
        { "closed", new TicketViewQuery { Statuses = [TicketStatus.Closed] } },
        { "status,closed", new TicketViewQuery { Statuses = [TicketStatus.Pending, TicketStatus.Closed] } },
        { "tier", new TicketViewQuery { Tier = Tier.L2 } },
        { "priority", new TicketViewQuery { Priority = Priority.Critical } },
        { "application", new TicketViewQuery { Application = "payroll" } },
        { "requester", new TicketViewQuery { Requester = "O'Hara@example.com" } },
        { "organisation", new TicketViewQuery { Organisation = "acme" } },
        { "triage", new TicketViewQuery { NeedsTriage = true } },
        { "triage", new TicketViewQuery { NeedsTriage = true, Assignee = string.Empty, Team = "service-desk" } },
        { "", new TicketViewQuery { NeedsTriage = true, Team = "app-support" } },
        { "", new TicketViewQuery { NeedsTriage = true, Statuses = [TicketStatus.Closed] } },
        { "assignee", new TicketViewQuery { Assignee = "ben", Priority = Priority.High, Tier = Tier.L1 } },
        { "team", new TicketViewQuery { Assignee = string.Empty, Team = "app-support" } },
        { "team", new TicketViewQuery { Scope = new TicketScope(["app-support", "nobody's"], []) } },
        { "team", new TicketViewQuery { Scope = new TicketScope(["app-support"], ["shop"]) } },
        { "", new TicketViewQuery { Team = "service-desk", Scope = new TicketScope(["app-support"], []) } },
        { "", new TicketViewQuery { Scope = new TicketScope(["app-support"], ["payroll"]) } },
        { "due", new TicketViewQuery { DueBefore = Nine } },
        { "plain", new TicketViewQuery { Statuses = [TicketStatus.New, TicketStatus.Open], Priority = Priority.Low } },
        { "", new TicketViewQuery { Team = "nobody's" } },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task By_each_filter_finds_what_matches_and_nothing_else(string expected, TicketViewQuery query)
    {
        Ticket plain = Ticket("plain", due: null);
        await AddAsync(
            plain,
            Ticket("team") with { Team = "app-support", Priority = Priority.High },
            Ticket("assignee") with { Assignee = "ben", Priority = Priority.High },
            Ticket("status") with { Status = TicketStatus.Pending },
            Ticket("closed") with { Status = TicketStatus.Closed },
            Ticket("tier") with { Tier = Tier.L2, Priority = Priority.High },
            Ticket("priority") with { Priority = Priority.Critical },
            Ticket("application") with { Application = "payroll", Priority = Priority.High },
            Ticket("requester") with { Requester = new Requester("o'hara@example.com"), Priority = Priority.High },
            Ticket("organisation") with { Organisation = "acme", Priority = Priority.High },
            Ticket("triage") with { NeedsTriage = true, Priority = Priority.High },
            Ticket("due", Nine.AddTicks(-1)) with { Priority = Priority.High });

        TicketViewPage page = await ListAsync(query);

        Assert.Equal(expected, string.Join(',', page.Lines.Select(line => line.Subject).OrderDescending(StringComparer.Ordinal)));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Without_a_filter_finds_all_that_are_not_over()
    {
        await AddAsync(
            Ticket("new"),
            Ticket("resolved") with { Status = TicketStatus.Resolved },
            Ticket("closed") with { Status = TicketStatus.Closed },
            Ticket("cancelled") with { Status = TicketStatus.Cancelled },
            Ticket("merged") with { Status = TicketStatus.Merged });

        TicketViewPage page = await ListAsync(new TicketViewQuery());

        Assert.Equal(["new", "resolved"], page.Lines.Select(line => line.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sorts_by_due_time_then_reference_with_those_that_have_none_last()
    {
        await AddAsync(
            Ticket("3", due: null),
            Ticket("2", Nine.AddHours(2)),
            Ticket("0", Nine.AddHours(-5)),
            Ticket("1", Nine.AddHours(1)));

        TicketViewPage page = await ListAsync(new TicketViewQuery());

        Assert.Equal(["0", "1", "2", "3"], page.Lines.Select(line => line.Subject));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(25)]
    public async Task Page_by_page_finds_each_once_also_where_many_are_due_at_once(int limit)
    {
        Ticket[] tickets =
        [
            .. Enumerable.Range(0, 10).Select(i => Ticket($"{i}", Nine.AddMinutes(i))),
            .. Enumerable.Range(10, 10).Select(i => Ticket($"{i}", Nine.AddHours(1))),
            .. Enumerable.Range(20, 5).Select(i => Ticket($"{i}", due: null)),
        ];
        await AddAsync(tickets);

        List<TicketView> read = await AllPagesAsync(limit);

        Assert.Equal(
            tickets.OrderBy(ticket => ticket.Clocks[0].DueAt ?? DateTimeOffset.MaxValue)
                .ThenBy(ticket => ticket.Id.Value, StringComparer.Ordinal)
                .Select(ticket => ticket.Id),
            read.Select(line => line.Id));
    }

    [Fact]
    public async Task Goes_on_after_a_line_that_is_gone_by_now()
    {
        Ticket[] tickets = [.. Enumerable.Range(0, 6).Select(i => Ticket($"{i}", Nine.AddMinutes(i)))];
        await AddAsync(tickets);
        TicketViewPage first = await ListAsync(new TicketViewQuery { Limit = 3 });
        await AddAsync(tickets[2] with { Status = TicketStatus.Closed, Version = 9 });

        TicketViewPage second = await ListAsync(new TicketViewQuery { Limit = 3, After = first.Next });

        Assert.Equal(["3", "4", "5"], second.Lines.Select(line => line.Subject));
        Assert.Null(second.Next);
    }

    [Fact]
    public void A_line_shows_the_earliest_promise_and_whether_one_is_broken()
    {
        Ticket ticket = Ticket("two clocks", Nine.AddHours(4));
        ticket = ticket with
        {
            Clocks =
            [
                ticket.Clocks[0],
                ticket.Clocks[0] with { Clock = ClockKind.FirstResponse, DueAt = Nine.AddHours(1), BreachedAt = Nine.AddHours(1) },
            ],
        };

        var line = TicketView.Of(ticket);

        Assert.Equal((Nine.AddHours(1), true), (line.DueAt, line.Breached));
        Assert.Null(TicketView.Of(ticket with { Clocks = [] }).DueAt);
    }

    private static Ticket Ticket(string subject) => Ticket(subject, Nine.AddHours(1));

    private static Ticket Ticket(string subject, DateTimeOffset? due) => new()
    {
        Id = Some.Id(),
        Version = 5,
        Subject = subject,
        Requester = Some.Ann,
        Application = "shop",
        Kind = TicketKind.Incident,
        Impact = Grade.Low,
        Urgency = Grade.Low,
        Priority = Priority.Low,
        Status = TicketStatus.New,
        Tier = Tier.L1,
        TierSince = Nine,
        Team = "service-desk",
        Channel = IntakeChannel.Api,
        OpenedAt = Nine,
        UpdatedAt = Nine,
        Clocks =
        [
            new ClockState
            {
                Clock = ClockKind.Resolution, Cycle = 1, Policy = "p", Calendar = "c", Target = TimeSpan.FromHours(1), DueAt = due,
            },
        ],
    };

    private async Task AddAsync(params Ticket[] tickets)
    {
        foreach (Ticket ticket in tickets)
        {
            await _projection.ApplyAsync(ticket, opened: false, CancellationToken.None);
        }
    }

    private Task<TicketViewPage> ListAsync(TicketViewQuery query) => _views.ListAsync(query, CancellationToken.None);

    private async Task<List<TicketView>> AllPagesAsync(int limit)
    {
        var read = new List<TicketView>();
        TicketViewCursor? after = null;
        do
        {
            TicketViewPage page = await ListAsync(new TicketViewQuery { Limit = limit, After = after });
            Assert.InRange(page.Lines.Count, 1, limit);
            read.AddRange(page.Lines);
            after = page.Next;
        }
        while (after is not null);

        return read;
    }
}
