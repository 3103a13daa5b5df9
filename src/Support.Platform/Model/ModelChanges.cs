using System.Collections.Concurrent;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Platform.Model;

/// <summary>
/// Knows for a ticket that follows another model what a decision needs of the change. An app that starts with a model that
/// is not in force puts it in force, once; from then on it goes by what is in force, so that an app that still runs with
/// the model before leaves tickets where they are.
/// </summary>
public sealed class ModelChanges(SupportModelSource source, ModelLedger ledger, TimeProvider time)
{
    // For so long an app may not notice that another one has put another model in force.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, SupportModel?> _before = new(StringComparer.Ordinal);
    private (ModelInForce Found, DateTimeOffset At)? _inForce;

    /// <summary>What changed for a ticket; null when it follows the app's model, or that model is not in force any more.</summary>
    public async ValueTask<ModelChange?> OfAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        string own = source.Current.Revision;
        if (ticket.ModelRevision == own)
        {
            return null;
        }

        ModelInForce inForce = await InForceAsync(cancellationToken);
        return inForce.Revision == own
            ? new ModelChange(await BeforeAsync(ticket.ModelRevision, cancellationToken), inForce.Since)
            : null;
    }

    /// <summary>The model in force; the app's own when this is the first that it asks.</summary>
    public async Task<ModelInForce> InForceAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_inForce is { } known && now < known.At + LookAgainAfter)
        {
            return known.Found;
        }

        ModelInForce found = _inForce is null
            ? await ledger.PutInForceAsync(source, cancellationToken)
            : await ledger.FindAsync(cancellationToken) ?? await ledger.PutInForceAsync(source, cancellationToken);
        _inForce = (found, now);
        return found;
    }

    private async ValueTask<SupportModel?> BeforeAsync(string? revision, CancellationToken cancellationToken)
    {
        if (revision is null)
        {
            return null;
        }

        if (!_before.TryGetValue(revision, out SupportModel? before))
        {
            before = await ledger.LookUpAsync(revision, cancellationToken);
            _before[revision] = before;
        }

        return before;
    }
}
