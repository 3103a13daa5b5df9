using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Platform.Http;
using Support.Platform.Views;

namespace Support.Functions.Desk.Views;

/// <summary>Saved views as questions to the lists.</summary>
public sealed class NamedViews(SavedViewStore store)
{
    /// <summary>What a view asks when this agent opens it: <c>me</c> is who opens it, and nobody sees more than they may.</summary>
    public async Task<(TicketViewQuery? Query, Problem? Problem)> QueryAsync(
        string name, SignedInAgent agent, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(agent.Id, name, cancellationToken) is not { } view)
        {
            return (null, Problems.ViewNotFound());
        }

        return ListQuery.Read(Filter(view.Filter), agent.User, out string? mistake) is { } query
            ? (query, null)
            : (null, Problems.BadRequest($"The view '{name}' cannot be read any more: {mistake}"));
    }

    /// <summary>A saved filter as a query string.</summary>
    internal static QueryCollection Filter(IReadOnlyDictionary<string, string> filter) =>
        new(filter.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.OrdinalIgnoreCase));
}
