using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.ApiKeys;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Functions.Desk.Keys;

/// <summary><c>/api/desk/keys</c>: the keys of customers and systems.</summary>
public sealed class KeysFunction(ApiKeyStore keys, SignedInAgents agents, SupportModelSource model, TimeProvider time)
{
    /// <summary>All keys, revoked ones among them; none of them itself.</summary>
    [Function("ListKeys")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/keys")] HttpRequest request, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Administer);
        return agent is null ? problem! : new JsonAnswer(new { keys = await keys.ListAsync(cancellationToken) });
    }

    /// <summary>Makes a key. The answer is the only place where it ever stands.</summary>
    [Function("CreateKey")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/keys")] HttpRequest request, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Administer);
        if (agent is null)
        {
            return problem!;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        if (KeyBody.Read(fields, model.Current, agent.Id, time.GetUtcNow()) is not { } draft)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        if ((await keys.ListAsync(cancellationToken)).Count >= ApiKeyStore.KeysMax)
        {
            return Problems.CommandRefused($"There are {ApiKeyStore.KeysMax} keys already.");
        }

        (ApiKeyText text, ApiKey key) = await keys.MakeAsync(draft, cancellationToken);
        return new JsonAnswer(new NewKey(text.Text, key), StatusCodes.Status201Created);
    }

    /// <summary>Revokes a key. It opens nothing any more within half a minute.</summary>
    [Function("RevokeKey")]
    public async Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "desk/keys/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Administer);
        if (agent is null)
        {
            return problem!;
        }

        return await keys.RevokeAsync(id, agent.Id, cancellationToken) is { } revoked ? new JsonAnswer(revoked) : Problems.NoSuchKey();
    }
}

/// <summary>A key that was just made.</summary>
/// <param name="Secret">The key, which is shown this once.</param>
/// <param name="Key">What is kept of it.</param>
public sealed record NewKey(string Secret, ApiKey Key);
