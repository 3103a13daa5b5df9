using Support.Domain.Sla;
using Support.Domain.Tickets;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.Platform.Tests.Outbox;
using Support.Platform.Tickets;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Tickets;

[Collection(SharedAzurite.Name)]
public sealed class Opening_a_ticket(AzuriteFixture azurite)
{
    [Fact]
    public async Task Stores_it_under_a_reference_of_its_own()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);

        Ticket one = await desk.OpenAsync();
        Ticket another = await desk.OpenAsync();

        Assert.NotEqual(one.Id, another.Id);
        Assert.Equal(Some.Json(one), Some.Json(await desk.ReadAsync(one.Id)));
        Assert.Equal("Nothing works.", Assert.Single(await desk.MessagesAsync(one.Id)).Text);
    }

    [Fact]
    public async Task With_the_same_key_again_answers_as_the_first_time_even_after_later_changes()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket first = await desk.OpenAsync("key");
        await desk.DoAsync(first.Id, new TakeTicket("ben"));
        desk.Time.Advance(TimeSpan.FromHours(1));

        CommandResult again = await desk.Desk.OpenAsync(Some.Submission(), Some.FromAnn("key"), CancellationToken.None);

        CommandResult.Done done = Assert.IsType<CommandResult.Done>(again);
        Assert.True(done.Replayed);
        Assert.Equal(Some.Json(first), Some.Json(done.Ticket));
        Assert.Single(await desk.MessagesAsync(first.Id));
    }

    [Fact]
    public async Task With_the_same_key_by_eight_at_once_opens_one()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);

        CommandResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            desk.Desk.OpenAsync(Some.Submission(), Some.FromAnn("key"), CancellationToken.None)));

        CommandResult.Done[] done = [.. results.Select(Assert.IsType<CommandResult.Done>)];
        Assert.Single(done, result => !result.Replayed);
        Assert.Single(done.Select(result => Some.Json(result.Ticket)).Distinct());
    }

    [Fact]
    public async Task With_a_key_that_came_with_another_body_is_refused()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket first = await desk.OpenAsync("key");

        CommandResult reused = await desk.Desk.OpenAsync(
            Some.Submission("Another"), Some.FromAnn("key", bodyHash: "another"), CancellationToken.None);

        Assert.IsType<CommandResult.KeyReused>(reused);
        Assert.Equal(first.Version, (await desk.ReadAsync(first.Id)).Version);
    }

    [Fact]
    public async Task With_somebody_elses_key_opens_another()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket first = await desk.OpenAsync("key");

        CommandResult other = await desk.Desk.OpenAsync(
            Some.Submission(), Some.FromAnn("key", scope: "bob"), CancellationToken.None);

        CommandResult.Done done = Assert.IsType<CommandResult.Done>(other);
        Assert.False(done.Replayed);
        Assert.NotEqual(first.Id, done.Ticket.Id);
    }

    [Fact]
    public async Task Under_a_chosen_reference_twice_opens_one()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        TicketId chosen = Some.Id();

        CommandResult first = await desk.Desk.OpenAsync(Some.Submission(), Some.FromAnn(), chosen, CancellationToken.None);
        CommandResult second = await desk.Desk.OpenAsync(Some.Submission(), Some.FromAnn(), chosen, CancellationToken.None);

        Assert.Equal((chosen, false), Facts(first));
        Assert.Equal((chosen, true), Facts(second));
        Assert.Single(await desk.MessagesAsync(chosen));
    }

    [Fact]
    public async Task For_an_application_that_is_not_there_is_refused_and_nothing_is_stored()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        TicketId chosen = Some.Id();

        CommandResult refused = await desk.Desk.OpenAsync(
            Some.Submission() with { Application = "nope" }, Some.FromAnn(), chosen, CancellationToken.None);

        Assert.Contains("'nope'", Assert.IsType<CommandResult.Refused>(refused).Reason, StringComparison.Ordinal);
        Assert.Null(await desk.Store.FindAsync(chosen, CancellationToken.None));
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task Publishes_what_happened_and_leaves_nothing_in_the_outbox()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        Ticket ticket = await desk.OpenAsync();

        await desk.StopAsync();

        Published.Same(ticket, after: 0, await desk.Store.EventsAsync(ticket.Id), Assert.Single(desk.Bus.Sent));
        Assert.Empty(await desk.Storage.IntentsAsync());
    }

    [Fact]
    public async Task Whose_answer_from_storage_is_lost_is_done_and_published_once()
    {
        await using TestDesk desk = await TestDesk.PublishingAsync(azurite);
        desk.StoreTransport.LoseAnswerOfNextTransaction();

        Ticket ticket = await desk.OpenAsync();
        await desk.StopAsync();

        Assert.Equal(ticket.Id, Assert.Single(desk.Bus.Sent).TicketId);
        Assert.Single((await desk.Storage.RowsAsync(TableNames.Tickets)).Select(row => row.PartitionKey).Distinct());
    }

    [Fact]
    public async Task Starts_the_clocks_of_the_default_model()
    {
        await using TestDesk desk = await TestDesk.MuteAsync(azurite);

        Ticket ticket = await desk.OpenAsync();

        Assert.Equal(desk.Time.GetUtcNow() + TimeSpan.FromMinutes(7.5), Deadlines.Next(ticket, Some.Model)?.DueAt);
    }

    private static (TicketId, bool) Facts(CommandResult result)
    {
        CommandResult.Done done = Assert.IsType<CommandResult.Done>(result);
        return (done.Ticket.Id, done.Replayed);
    }
}
