using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Platform.Http;
using Support.Platform.Search;
using Support.Platform.Views;

namespace Support.Functions.Desk.Views;

/// <summary><c>/api/desk/views</c>: lists that agents gave a name.</summary>
public sealed class ViewsFunction(
    SavedViewStore store, NamedViews named, TicketViewStore views, TicketSearch search, SignedInAgents agents, TimeProvider time)
{
    /// <summary>The agent's own views and those that everybody has.</summary>
    [Function("ListViews")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/views")] HttpRequest request, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.List);
        return agent is null ? problem! : new JsonAnswer(new { views = await store.ListAsync(agent.Id, cancellationToken) });
    }

    /// <summary>One view.</summary>
    [Function("ShowView")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/views/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.List);
        if (agent is null)
        {
            return problem!;
        }

        return ViewBody.IsName(name) && await store.FindAsync(agent.Id, name, cancellationToken) is { } view
            ? new JsonAnswer(view)
            : Problems.ViewNotFound();
    }

    /// <summary>The tickets that a view lists now.</summary>
    [Function("ListViewTickets")]
    public async Task<IResult> TicketsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/views/{name}/tickets")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.List);
        if (agent is null)
        {
            return problem!;
        }

        (TicketViewQuery? query, Problem? unknown) = ViewBody.IsName(name)
            ? await named.QueryAsync(name, agent, cancellationToken)
            : (null, Problems.ViewNotFound());
        if (query is null)
        {
            return unknown!;
        }

        if (ListQuery.WithPage(query, request.Query, out string? mistake) is not { } paged)
        {
            return Problems.BadRequest(mistake!);
        }

        TicketViewPage page = paged.Words is null
            ? await views.ListAsync(paged, cancellationToken)
            : await search.FindAsync(paged, cancellationToken);
        return new JsonAnswer(new { tickets = page.Lines, page.Incomplete })
        {
            NextPage = page.Next is null ? null : ListQuery.NextPage(request, page.Next),
        };
    }

    /// <summary>Saves a view, for oneself or for everybody.</summary>
    [Function("SaveView")]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "desk/views/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.List);
        if (agent is null)
        {
            return problem!;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        (SavedView? view, Problem? mistake) = ViewBody.Read(name, body.Root, agent, time.GetUtcNow());
        if (view is null)
        {
            return mistake!;
        }

        return await store.SaveAsync(agent.Id, view, cancellationToken)
            ? new JsonAnswer(view)
            : Problems.CommandRefused($"There are {SavedViewStore.ViewsMax} views already; take one away first.");
    }

    /// <summary>Takes a view away: one's own, or with <c>?shared=true</c> one that everybody has.</summary>
    [Function("DeleteView")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "desk/views/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        bool shared = request.Query["shared"] == "true";
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, shared ? DeskQuery.SharedViews : DeskQuery.List);
        if (agent is null)
        {
            return problem!;
        }

        if (ViewBody.IsName(name))
        {
            await store.DeleteAsync(agent.Id, name, shared, cancellationToken);
        }

        return Results.NoContent();
    }
}
