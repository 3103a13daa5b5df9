using System.Globalization;
using Support.Domain.Chat;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Sla;

/// <summary>Says in one sentence why time did something, so that the history answers it without a calculator.</summary>
internal static class DeadlineCause
{
    public static string Of(Ticket ticket, Deadline deadline, SupportModel model)
    {
        if (deadline.Kind == DeadlineKind.WaitOver)
        {
            return WaitingRules.Cause(ticket, deadline.DueAt);
        }

        if (deadline.Kind == DeadlineKind.ChatIdle)
        {
            return ChatRules.IdleCause(model);
        }

        if (deadline.Paging is { } paging)
        {
            return $"step {paging.Step} of policy {paging.Policy}";
        }

        if (deadline.Clock is not { } kind || ticket.Clock(kind) is not { } clock)
        {
            return $"resolved for {IsoDuration.Format(model.AutoCloseAfter)} without an objection";
        }

        string target = $"{Name(clock)} target {IsoDuration.Format(clock.Target)} (policy {clock.Policy})";
        string due = deadline.DueAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return deadline.Kind switch
        {
            DeadlineKind.Warning => $"{Percent(deadline.Share!.Value)} of the {target} used at {due}",
            DeadlineKind.Breach => $"{target} missed at {due}",
            _ when deadline.Step!.After is { } after =>
                $"step {deadline.Step.Id} of policy {deadline.Policy}: {IsoDuration.Format(after)} past the {target} at {due}",
            _ when deadline.Share == 0 => $"step {deadline.Step!.Id} of policy {deadline.Policy}: the clock for the {target} started at {due}",
            _ => $"step {deadline.Step!.Id} of policy {deadline.Policy}: {Percent(deadline.Share!.Value)} of the {target} used at {due}",
        };
    }

    private static string Name(ClockState clock) => clock.Clock switch
    {
        ClockKind.FirstResponse => "first response",
        ClockKind.NextResponse => "next response",
        ClockKind.Resolution => "resolution",
        ClockKind.Operational => clock.Tier is { } tier ? $"operational {tier}" : "operational",
        _ => "underpinning contract",
    };

    private static string Percent(decimal share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
