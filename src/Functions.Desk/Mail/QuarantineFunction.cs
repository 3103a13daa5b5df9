using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Access;
using Support.Functions.Desk.Agents;
using Support.Platform.Attachments;
using Support.Platform.Http;
using Support.Platform.Mail;
using Support.Platform.Quarantine;

namespace Support.Functions.Desk.Mail;

/// <summary><c>/api/desk/quarantine</c>: the mails that became nothing else. Leads look at them, and take them once more or discard them.</summary>
public sealed class QuarantineFunction(QuarantineStore store, KeptMails later, ServedFiles files, SignedInAgents agents)
{
    private const int LimitDefault = 50;

    private static readonly BodyField<bool?> Release = BodyFields.Flag(
        "release", "Whether it opens a ticket where the rules would put it into the quarantine again.");

    private static readonly BodyField<string> Reason = BodyFields.NeededText("reason", 500, "Why it is discarded.");

    /// <summary>The members of a replay's body.</summary>
    public static IReadOnlyList<BodyField> ReplayMembers { get; } = [Release];

    /// <summary>The members of a discard's body.</summary>
    public static IReadOnlyList<BodyField> DiscardMembers { get; } = [Reason];

    /// <summary>Lists them, the newest first: those that wait, unless <c>?state=</c> says otherwise.</summary>
    [Function("ListQuarantine")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/quarantine")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (agents.Find(request, DeskQuery.Quarantine).Problem is { } problem)
        {
            return problem;
        }

        string word = request.Query["state"].ToString();
        QuarantineState? state = word switch { "" => QuarantineState.Waiting, "all" => null, _ => StateOf(word) };
        if (word is not ("" or "all") && state is null)
        {
            return Problems.BadRequest($"'{word}' is no state; expected waiting, replaying, taken, discarded or all.");
        }

        string number = request.Query["limit"].ToString();
        int limit = LimitDefault;
        if (number.Length > 0 && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is > 0 and <= QuarantineStore.ListMax))
        {
            return Problems.BadRequest($"'limit' must be a whole number from 1 to {QuarantineStore.ListMax}.");
        }

        return new JsonAnswer(new { mails = await store.ListAsync(state, limit, cancellationToken) });
    }

    /// <summary>One of them.</summary>
    [Function("ShowQuarantined")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/quarantine/{mail}")] HttpRequest request,
        string mail,
        CancellationToken cancellationToken) =>
        agents.Find(request, DeskQuery.Quarantine).Problem is { } problem
            ? problem
            : await store.FindAsync(mail, cancellationToken) is { } found ? new JsonAnswer(found) : MailProblems.NotInQuarantine();

    /// <summary>Its bytes as they came, to be saved.</summary>
    [Function("ShowQuarantinedOriginal")]
    public async Task<IResult> OriginalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/quarantine/{mail}/original")] HttpRequest request,
        string mail,
        CancellationToken cancellationToken) =>
        agents.Find(request, DeskQuery.Quarantine).Problem is { } problem
            ? problem
            : await store.FindAsync(mail, cancellationToken) is { State: not QuarantineState.Discarded } found
                ? await files.AnswerAsync(found.Mail.Content, "mail.eml", cancellationToken)
                : MailProblems.NotInQuarantine();

    /// <summary>Takes it once more, through the same door: 202; what became of it shows here a moment later.</summary>
    [Function("ReplayQuarantined")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/quarantine/{mail}/replay")] HttpRequest request,
        string mail,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Quarantine);
        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: true, cancellationToken);
        if ((problem ?? body.Problem) is { } wrong)
        {
            return wrong;
        }

        var fields = new FieldReader(body.Root);
        bool release = Release.In(fields) ?? false;
        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        QuarantinedMail? replayed = await store.ChangeAsync(
            mail,
            before => before.State is QuarantineState.Waiting or QuarantineState.Replaying
                ? before with { State = QuarantineState.Replaying, By = agent!.Id, Mail = before.Mail with { Replay = before.Mail.Replay + 1 } }
                : null,
            cancellationToken);
        if (replayed is null)
        {
            return await WhyNotAsync(mail, cancellationToken);
        }

        await later.ScheduleAsync(replayed.Mail with { Paced = true, Release = release }, null, cancellationToken);
        return new JsonAnswer(replayed, StatusCodes.Status202Accepted);
    }

    /// <summary>Throws it away: its bytes are gone, the record with the reason stays.</summary>
    [Function("DiscardQuarantined")]
    public async Task<IResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/quarantine/{mail}/discard")] HttpRequest request,
        string mail,
        CancellationToken cancellationToken)
    {
        (SignedInAgent? agent, Problem? problem) = agents.Find(request, DeskQuery.Quarantine);
        JsonBody body = await JsonBody.ReadAsync(request, mayBeEmpty: false, cancellationToken);
        if ((problem ?? body.Problem) is { } wrong)
        {
            return wrong;
        }

        var fields = new FieldReader(body.Root);
        string reason = Reason.In(fields);
        fields.RejectUnknown();
        if (fields.Errors.Count > 0)
        {
            return Problems.InvalidFields(fields.Errors);
        }

        QuarantinedMail? discarded = await store.ChangeAsync(
            mail,
            before => before.State is QuarantineState.Waiting or QuarantineState.Discarded
                ? before with { State = QuarantineState.Discarded, By = agent!.Id, DiscardReason = reason }
                : null,
            cancellationToken);
        if (discarded is null)
        {
            return await WhyNotAsync(mail, cancellationToken);
        }

        await store.ForgetAsync(discarded, cancellationToken);
        return new JsonAnswer(discarded);
    }

    private async Task<Problem> WhyNotAsync(string mail, CancellationToken cancellationToken) =>
        await store.FindAsync(mail, cancellationToken) is { } there
            ? MailProblems.NotWaiting(there.State)
            : MailProblems.NotInQuarantine();

    private static QuarantineState? StateOf(string word) =>
        Enum.TryParse(word, ignoreCase: true, out QuarantineState state) && Enum.IsDefined(state) && !char.IsAsciiDigit(word[0]) ? state : null;
}
