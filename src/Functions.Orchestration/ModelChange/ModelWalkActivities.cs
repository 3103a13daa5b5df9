using Microsoft.Azure.Functions.Worker;
using Support.Domain.Tickets;
using Support.Platform.Model;
using Support.Platform.Tickets;
using Support.Platform.Views;

namespace Support.Functions.Orchestration.ModelChange;

/// <summary>What the walk does. A page may be done twice: a ticket that follows the model in force stays as it is.</summary>
public sealed class ModelWalkActivities(TicketViewStore views, TicketDesk desk, SupportModelSource source, ModelLedger ledger)
{
    private const int PageSize = 100;
    private const int CountingPageSize = 1_000;

    // Enough to be quick, little enough for the people who work at the same time.
    private const int AtOnce = 10;

    /// <summary>Brings a page of tickets up to the model in force.</summary>
    [Function(nameof(ApplyModelToPage))]
    public async Task<ModelWalkStep> ApplyModelToPage([ActivityTrigger] ModelWalkInput input, CancellationToken cancellationToken)
    {
        ModelInForce? inForce = await ledger.FindAsync(cancellationToken);
        if (inForce?.Number != input.Number)
        {
            return new ModelWalkStep(IsLast: true, null, input.Done, input.Total ?? 0, []);
        }

        if (inForce.Revision != source.Current.Revision)
        {
            throw new InvalidOperationException(
                $"This host runs the model {source.Current.Revision}; the one in force is {inForce.Revision}.");
        }

        int total = input.Total ?? await CountAsync(cancellationToken);
        OpenTicketPage page = await views.OpenTicketsAsync(input.Continuation, PageSize, cancellationToken);
        var unchanged = new List<string>();
        foreach (TicketId[] some in page.Ids.Chunk(AtOnce))
        {
            CommandResult[] results = await Task.WhenAll(some.Select(id => ApplyAsync(id, cancellationToken)));
            unchanged.AddRange(results.OfType<CommandResult.Done>()
                .Where(done => !done.Ticket.IsOver && done.Ticket.ModelRevision != inForce.Revision)
                .Select(static done => done.Ticket.Id.Value));
        }

        int done = input.Done + page.Ids.Count;
        bool isLast = page.Continuation is null;
        await ledger.ReportAsync(input.Number, done, total, isLast, cancellationToken);
        return new ModelWalkStep(isLast, page.Continuation, done, total, unchanged);
    }

    private Task<CommandResult> ApplyAsync(TicketId id, CancellationToken cancellationToken) =>
        desk.ExecuteAsync(id, new ApplyModel(), new CommandRequest { Actor = Actor.Model, Channel = IntakeChannel.Rule }, cancellationToken);

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        string? continuation = null;
        do
        {
            OpenTicketPage page = await views.OpenTicketsAsync(continuation, CountingPageSize, cancellationToken);
            count += page.Ids.Count;
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return count;
    }
}
