using Azure.Core;
using Support.Domain.Model;
using Support.Domain.Tickets;
using Support.Platform.Outbox;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tickets;
using Support.Platform.Views;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Views;

[Collection(SharedAzurite.Name)]
public sealed class Ticket_views(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TestTransport _transport = new();
    private TestDesk _desk = null!;
    private TicketViewProjection _projection = null!;
    private TicketViewStore _views = null!;

    public async Task InitializeAsync()
    {
        _desk = await TestDesk.MuteAsync(azurite);
        _projection = new TicketViewProjection(_desk.Storage.NewClient(_transport), new TicketStore(_desk.Storage.Tables, Some.Random));
        _views = new TicketViewStore(_desk.Storage.Tables);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task A_new_ticket_gets_a_line_that_shows_it()
    {
        Ticket ticket = await _desk.OpenAsync();

        await ApplyAsync(ticket);

        Assert.Equal(TicketView.Of(ticket), Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task The_first_line_of_a_ticket_just_opened_needs_no_look_at_what_is_there()
    {
        Ticket ticket = await _desk.OpenAsync();

        await ApplyOpeningAsync(ticket);

        Assert.DoesNotContain(_transport.Requests, request => request.StartsWith("GET", StringComparison.Ordinal));
        Assert.Equal(TicketView.Of(ticket), Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task An_opening_that_comes_after_a_later_change_leaves_its_line()
    {
        Ticket opened = await _desk.OpenAsync();
        Ticket taken = await DoAsync(opened, new TakeTicket("ben"));
        await ApplyAsync(taken);

        await ApplyOpeningAsync(opened);

        Assert.Equal(taken.Version, Assert.Single(await ListAsync()).Version);
    }

    [Fact]
    public async Task An_opening_that_comes_again_after_the_end_brings_nothing_back()
    {
        (Ticket opened, Ticket closed) = await ClosedAsync();
        await ApplyOpeningAsync(opened);
        await ApplyAsync(closed);
        _desk.Time.Advance(OutboxSweep.AgeMin);

        await ApplyOpeningAsync(opened);

        await IsOnlyAmongThoseThatAreOverAsync();
    }

    [Fact]
    public async Task A_later_change_updates_the_line()
    {
        Ticket opened = await _desk.OpenAsync();
        Ticket taken = await DoAsync(opened, new TakeTicket("ben"));

        await ApplyAsync(opened);
        await ApplyAsync(taken);

        TicketView line = Assert.Single(await ListAsync());
        Assert.Equal((taken.Version, "ben"), (line.Version, line.Assignee));
    }

    [Fact]
    public async Task An_older_change_that_comes_late_and_one_that_comes_twice_do_nothing()
    {
        Ticket opened = await _desk.OpenAsync();
        Ticket taken = await DoAsync(opened, new TakeTicket("ben"));
        await ApplyAsync(taken);

        await ApplyAsync(opened);
        await ApplyAsync(taken);

        Assert.Equal(taken.Version, Assert.Single(await ListAsync()).Version);
    }

    [Fact]
    public async Task Changes_at_the_same_moment_leave_the_newest()
    {
        var versions = new List<Ticket> { await _desk.OpenAsync() };
        for (int i = 0; i < 5; i++)
        {
            versions.Add(await DoAsync(versions[^1], new AddNote($"note {i}")));
        }

        await Task.WhenAll(versions.Concat(versions).Select(ApplyAsync));

        Assert.Equal(versions[^1].Version, Assert.Single(await ListAsync()).Version);
    }

    [Fact]
    public async Task A_ticket_that_is_over_leaves_the_working_list_for_its_month()
    {
        (Ticket opened, Ticket closed) = await ClosedAsync();
        await ApplyAsync(opened);

        await ApplyAsync(closed);

        Assert.Empty(await ListAsync());
        Assert.Equal(closed.Version, Assert.Single(await ListAsync(TicketStatus.Closed)).Version);
        await IsOnlyAmongThoseThatAreOverAsync();
    }

    [Fact]
    public async Task An_old_change_that_comes_after_the_end_brings_nothing_back()
    {
        (Ticket opened, Ticket closed) = await ClosedAsync();
        await ApplyAsync(closed);

        await ApplyAsync(opened);

        await IsOnlyAmongThoseThatAreOverAsync();
    }

    [Fact]
    public async Task An_old_change_that_is_overtaken_by_the_end_brings_nothing_back()
    {
        Ticket opened = await _desk.OpenAsync();
        bool overtaken = false;
        _transport.Around = async (message, send) =>
        {
            // The line is about to be inserted; meanwhile the ticket closes, and its end is shown.
            if (!overtaken && message.Request.Method == RequestMethod.Post)
            {
                overtaken = true;
                Ticket closed = await CloseAsync(opened);
                await new TicketViewProjection(_desk.Storage.Tables, _desk.Store).ApplyAsync(closed, opened: false, CancellationToken.None);
            }

            await send();
        };

        await ApplyAsync(opened);

        Assert.True(overtaken);
        await IsOnlyAmongThoseThatAreOverAsync();
    }

    [Fact]
    public async Task An_old_change_that_dies_half_way_is_put_right_when_it_comes_again()
    {
        (Ticket opened, Ticket closed) = await ClosedAsync();
        await ApplyAsync(closed);
        int requests = 0;
        _transport.Around = async (_, send) =>
        {
            await send();
            if (++requests == 4)
            {
                throw new InvalidOperationException("The process dies.");
            }
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(opened));
        _transport.Heal();

        await ApplyAsync(opened);

        await IsOnlyAmongThoseThatAreOverAsync();
    }

    [Fact]
    public async Task A_note_to_a_ticket_that_is_over_stays_shown_when_the_end_comes_again()
    {
        (_, Ticket closed) = await ClosedAsync();
        Ticket noted = await DoAsync(closed, new AddNote("post mortem"));
        await ApplyAsync(noted);

        await ApplyAsync(closed);

        Assert.Equal(noted.Version, Assert.Single(await ListAsync(TicketStatus.Closed)).Version);
    }

    private async Task IsOnlyAmongThoseThatAreOverAsync()
    {
        string[] partitions = [.. (await _desk.Storage.RowsAsync(TableNames.TicketViews)).Select(row => row.PartitionKey)];
        Assert.Contains(partitions, partition => partition.StartsWith("over-all-", StringComparison.Ordinal));
        Assert.DoesNotContain(partitions, partition => partition.StartsWith("open-", StringComparison.Ordinal));
    }

    private async Task<(Ticket Opened, Ticket Closed)> ClosedAsync()
    {
        Ticket opened = await _desk.OpenAsync();
        return (opened, await CloseAsync(opened));
    }

    private async Task<Ticket> CloseAsync(Ticket ticket) =>
        await DoAsync(await DoAsync(ticket, new ResolveTicket("Done.")), new CloseTicket(null));

    private async Task<Ticket> DoAsync(Ticket ticket, TicketCommand command) =>
        Assert.IsType<CommandResult.Done>(await _desk.DoAsync(ticket.Id, command)).Ticket;

    private Task ApplyAsync(Ticket ticket) => _projection.ApplyAsync(ticket, opened: false, CancellationToken.None);

    private Task ApplyOpeningAsync(Ticket ticket) => _projection.ApplyAsync(ticket, opened: true, CancellationToken.None);

    private async Task<IReadOnlyList<TicketView>> ListAsync(params TicketStatus[] statuses) =>
        (await _views.ListAsync(new TicketViewQuery { Statuses = statuses }, CancellationToken.None)).Lines;
}
