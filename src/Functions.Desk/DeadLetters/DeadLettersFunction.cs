using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.Bus;
using Support.Platform.Http;

namespace Support.Functions.Desk.DeadLetters;

/// <summary><c>/api/desk/dead-letters</c>: messages that nobody could handle, by queue and subscription.</summary>
public sealed partial class DeadLettersFunction(Platform.Bus.DeadLetters letters, SignedInAgents agents, ILogger<DeadLettersFunction> logger)
{
    private const int ListMax = 100;
    private const int ReasonLengthMax = 500;
    private readonly ILogger _logger = logger;

    /// <summary>Why a dead letter is thrown away; for the API document.</summary>
    public static BodyField<string> Reason { get; } = BodyFields.NeededText("reason", ReasonLengthMax, "Why nobody needs it.");

    /// <summary>Where dead letters lie, and how many (up to 100 of each are counted).</summary>
    [Function("ListDeadLetterQueues")]
    public async Task<IResult> PlacesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/dead-letters")] HttpRequest request, CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Administer);
        if (agent is null)
        {
            return problem!;
        }

        var queues = new List<DeadLetterCount>();
        foreach (DeadLetterPlace place in DeadLetterPlace.All)
        {
            queues.Add(new DeadLetterCount(place.Name, (await letters.ListAsync(place, ListMax, cancellationToken)).Count));
        }

        return new JsonAnswer(new { queues });
    }

    /// <summary>The dead letters of one queue or subscription.</summary>
    [Function("ListDeadLetters")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/dead-letters/{queue}")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken)
    {
        (DeadLetterPlace? place, _, Problem? problem) = Enter(request, queue);
        return place is null ? problem! : new JsonAnswer(new { deadLetters = await letters.ListAsync(place, ListMax, cancellationToken) });
    }

    /// <summary>One dead letter with its body.</summary>
    [Function("ShowDeadLetter")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/dead-letters/{queue}/{id}")] HttpRequest request,
        string queue,
        string id,
        CancellationToken cancellationToken)
    {
        (DeadLetterPlace? place, _, Problem? problem) = Enter(request, queue);
        if (place is null)
        {
            return problem!;
        }

        return await letters.FindAsync(place, id, cancellationToken) is { } letter ? new JsonAnswer(letter) : NotThere(queue, id);
    }

    /// <summary>Sends one again, or with <c>all</c> for its id all of them.</summary>
    [Function("ReplayDeadLetters")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/dead-letters/{queue}/{id}/replay")] HttpRequest request,
        string queue,
        string id,
        CancellationToken cancellationToken)
    {
        (DeadLetterPlace? place, SignedInAgent? agent, Problem? problem) = Enter(request, queue);
        if (place is null)
        {
            return problem!;
        }

        bool all = id == "all";
        IReadOnlyList<DeadLetter> replayed = await letters.ReplayAsync(place, all ? null : id, cancellationToken);
        LogReplayed(agent!.Id, replayed.Count, queue);
        return all || replayed.Count > 0 ? new JsonAnswer(new { replayed }) : NotThere(queue, id);
    }

    /// <summary>Throws one away.</summary>
    [Function("DiscardDeadLetter")]
    public async Task<IResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/dead-letters/{queue}/{id}/discard")] HttpRequest request,
        string queue,
        string id,
        CancellationToken cancellationToken)
    {
        (DeadLetterPlace? place, SignedInAgent? agent, Problem? problem) = Enter(request, queue);
        if (place is null)
        {
            return problem!;
        }

        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if (body.Problem is { } unreadable)
        {
            return unreadable;
        }

        var fields = new FieldReader(body.Root);
        string reason = Reason.In(fields);
        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        if (await letters.DiscardAsync(place, id, cancellationToken) is not [var discarded])
        {
            return NotThere(queue, id);
        }

        LogDiscarded(agent!.Id, discarded.MessageId ?? "without id", queue, reason);
        return new JsonAnswer(discarded);
    }

    private (DeadLetterPlace? Place, SignedInAgent? Agent, Problem? Problem) Enter(HttpRequest request, string queue)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Administer);
        if (agent is null)
        {
            return (null, null, problem);
        }

        return DeadLetterPlace.Find(queue) is { } place
            ? (place, agent, null)
            : (null, agent, Problems.NoSuchDeadLetter($"There is no such queue; known are {string.Join(", ", DeadLetterPlace.All.Select(static known => known.Name))}."));
    }

    private static Problem NotThere(string queue, string id) =>
        Problems.NoSuchDeadLetter($"Among the first {Platform.Bus.DeadLetters.SeenMax} dead letters of {queue} that nobody else is handling is none of the id {id}.");

    [LoggerMessage(2101, LogLevel.Information, "{Agent} sent {Count} dead letters of {Queue} again.")]
    private partial void LogReplayed(string agent, int count, string queue);

    [LoggerMessage(2102, LogLevel.Information, "{Agent} discarded the message {MessageId} of {Queue}: {Reason}")]
    private partial void LogDiscarded(string agent, string messageId, string queue, string reason);
}

/// <summary>A place where dead letters lie.</summary>
/// <param name="Name">The queue, or the topic and subscription.</param>
/// <param name="Count">How many, up to 100.</param>
public sealed record DeadLetterCount(string Name, int Count);
