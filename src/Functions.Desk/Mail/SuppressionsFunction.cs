using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.Http;
using Support.Platform.Mail;

namespace Support.Functions.Desk.Mail;

/// <summary><c>/api/desk/suppressions</c>: the addresses that mails do not reach, so that none is sent there.</summary>
public sealed class SuppressionsFunction(SuppressionStore store, SignedInAgents agents)
{
    /// <summary>Lists them.</summary>
    [Function("ListSuppressions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/suppressions")] HttpRequest request, CancellationToken cancellationToken) =>
        agents.Find(request, DeskQuery.Suppressions).Problem is { } problem
            ? problem
            : new JsonAnswer(new { suppressions = await store.ListAsync(cancellationToken) });

    /// <summary>Whether mails to an address come back, and why.</summary>
    [Function("ShowSuppression")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/suppressions/{address}")] HttpRequest request,
        string address,
        CancellationToken cancellationToken) =>
        agents.Find(request, DeskQuery.Suppressions).Problem is { } problem
            ? problem
            : await store.FindAsync(address, cancellationToken) is { } found ? new JsonAnswer(found) : MailProblems.NotSuppressed();

    /// <summary>Has mails sent there again: somebody mended the mailbox.</summary>
    [Function("LiftSuppression")]
    public async Task<IResult> LiftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "desk/suppressions/{address}")] HttpRequest request,
        string address,
        CancellationToken cancellationToken) =>
        agents.Find(request, DeskQuery.Suppressions).Problem is { } problem
            ? problem
            : await store.LiftAsync(address, cancellationToken) ? Results.NoContent() : MailProblems.NotSuppressed();
}
