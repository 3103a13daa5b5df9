using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Support.Domain.Model;

namespace Support.Domain.Alerts;

/// <summary>What one alert does to what is remembered of it, and to its ticket.</summary>
internal static class AlertHearing
{
    private const int DeliveriesKept = 16;
    private const int UpdatesMax = 20;
    private const int AcknowledgementsMax = 5;

    public static AlertTaken Hear(AlertDraft draft, Alert alert)
    {
        AlertState? before = draft.Find(alert.Key);
        if (before is null && alert.Signal != AlertSignal.Firing)
        {
            return new AlertTaken(AlertOutcome.Ignored, null);
        }

        if (before is not null && alert.Delivery.Length > 0 && before.Deliveries.Contains(alert.Delivery))
        {
            return new AlertTaken(AlertOutcome.Counted, before.Ticket);
        }

        AlertState state = Remembered(draft, alert, before);
        (AlertOutcome outcome, state) = alert.Signal switch
        {
            AlertSignal.Firing when state.Firing => Repeat(draft, alert, state),
            AlertSignal.Firing => Fire(draft, alert, state, again: before is not null),
            AlertSignal.Resolved when state.Firing => Resolve(draft, alert, state),
            AlertSignal.Acknowledged when state is { Firing: true, InStorm: false, Acknowledgements: < AcknowledgementsMax } => Acknowledge(draft, alert, state),
            _ => (AlertOutcome.Ignored, state),
        };
        draft.Put(state);
        return new AlertTaken(outcome, state.Ticket);
    }

    /// <summary>What time has brought: who was quiet for long enough is taken at their word again.</summary>
    public static void Pass(AlertDraft draft)
    {
        foreach (DampedAlert damped in draft.Group.Damped.Where(damped => damped.Until <= draft.Now).ToArray())
        {
            if (draft.Find(damped.Key) is not { } state)
            {
                continue;
            }

            draft.Damp(state.Key, null);
            int changes = state.Flaps.Count;
            string quiet = AlertWords.Span(draft.Rules.Flapping.QuietFor);
            state = state with { Flaps = new FlapState() };
            if (state is { InStorm: false, Ticket: not null })
            {
                state = state.Firing
                    ? draft.Tell(state, AlertNews.Note, $"The alert has not changed for {quiet} and fires. It had changed {changes} times.", "no longer flapping")
                    : AllWell(draft, state, $"All has been well for {quiet}, after {changes} changes.", "quiet after flapping");
            }

            draft.Put(state);
        }
    }

    private static AlertState Remembered(AlertDraft draft, Alert alert, AlertState? before)
    {
        SeverityGrades grades = draft.Rules.GradesOf(alert.Source, alert.Severity);
        AlertState state = before ?? new AlertState
        {
            Key = alert.Key,
            Fingerprint = alert.Fingerprint,
            Subject = alert.Subject ?? alert.Fingerprint,
            Impact = grades.Impact,
            Urgency = grades.Urgency,
        };
        return state with
        {
            Subject = alert.Subject ?? state.Subject,
            Deliveries = alert.Delivery.Length == 0 ? state.Deliveries : [.. state.Deliveries.TakeLast(DeliveriesKept - 1), alert.Delivery],
        };
    }

    private static (AlertOutcome Outcome, AlertState State) Fire(AlertDraft draft, Alert alert, AlertState state, bool again)
    {
        state = state with { Firing = true, Repeats = 0, Updates = 0, Acknowledgements = 0 };
        DateTimeOffset? clearSince = again ? state.Since : null;
        state = Changed(draft, state with { Since = draft.Now }, again);
        if (AlertTickets.NeedsOne(draft, state, clearSince))
        {
            return AlertTickets.Give(draft, alert, state);
        }

        if (StormLife.Has(draft, state))
        {
            StormLife.MemberChanged(draft, state);
            return (AlertOutcome.Storm, state);
        }

        if (state.Flaps.IsDamped)
        {
            return StartsToFlap(draft, state)
                ? (AlertOutcome.Damped, Say(draft, alert, state, AlertNews.Fires, Flapping(draft, state)))
                : (AlertOutcome.Damped, state);
        }

        return (AlertOutcome.Added, Say(draft, alert, state, AlertNews.Fires, null));
    }

    private static (AlertOutcome Outcome, AlertState State) Repeat(AlertDraft draft, Alert alert, AlertState state)
    {
        state = state with { Repeats = state.Repeats == int.MaxValue ? int.MaxValue : state.Repeats + 1 };
        if (AlertTickets.NeedsOne(draft, state, clearSince: null))
        {
            return AlertTickets.Give(draft, alert, state);
        }

        if (StormLife.Has(draft, state) || state.Flaps.IsDamped)
        {
            return (state.Flaps.IsDamped ? AlertOutcome.Damped : AlertOutcome.Counted, state);
        }

        // Who resolved the ticket by hand gets a while in which the monitor may notice; then it is not solved after all.
        if (draft.TicketOf(state.Ticket!.Value).ResolvedAt is { } resolved)
        {
            return draft.Now - resolved >= draft.Rules.UpdateEvery
                ? (AlertOutcome.Added, Say(draft, alert, state, AlertNews.Fires, "The ticket was resolved, but the alert still fires."))
                : (AlertOutcome.Counted, state);
        }

        bool isTime = draft.Now - state.WrittenAt >= draft.Rules.UpdateEvery && state.Updates < UpdatesMax;
        SeverityGrades grades = draft.Rules.GradesOf(alert.Source, alert.Severity);
        if (AlertTickets.IsWorse(grades, state) || (isTime && HashOf(alert.Text) != state.TextHash))
        {
            return (AlertOutcome.Added, Say(draft, alert, state with { Updates = state.Updates + 1 }, AlertNews.Note, null));
        }

        return (AlertOutcome.Counted, IsPowerOfTen(state.Repeats)
            ? draft.Tell(state, AlertNews.Note, string.Create(CultureInfo.InvariantCulture, $"The alert was repeated {state.Repeats} times since {state.Since:u}."), "counted")
            : state);
    }

    private static (AlertOutcome Outcome, AlertState State) Resolve(AlertDraft draft, Alert alert, AlertState state)
    {
        int repeats = state.Repeats;
        state = Changed(draft, state with { Firing = false, Since = draft.Now }, again: true);
        if (StormLife.Has(draft, state))
        {
            StormLife.MemberChanged(draft, state);
            return (AlertOutcome.Storm, state);
        }

        if (state.Ticket is null || state.InStorm)
        {
            return (AlertOutcome.Ignored, state);
        }

        if (state.Flaps.IsDamped)
        {
            return StartsToFlap(draft, state)
                ? (AlertOutcome.Damped, draft.Tell(state, AlertNews.Note, $"{Flapping(draft, state)}\n\n{alert.Text}", "flapping"))
                : (AlertOutcome.Damped, state);
        }

        string counted = repeats == 0 ? string.Empty : $"\n\nIt was repeated {repeats} times.";
        AlertState after = AllWell(draft, state, alert.Text + counted, $"{alert.Source} reports the alert as resolved");
        return (after == state ? AlertOutcome.Ignored : AlertOutcome.Resolved, after);
    }

    private static (AlertOutcome Outcome, AlertState State) Acknowledge(AlertDraft draft, Alert alert, AlertState state) => (
        AlertOutcome.Added,
        draft.Tell(state with { Acknowledgements = state.Acknowledgements + 1 }, AlertNews.Note, alert.Text, $"acknowledged in {alert.Source}"));

    private static AlertState AllWell(AlertDraft draft, AlertState state, string text, string cause) =>
        draft.Rules.OnResolvedOf(draft.Group.Source) switch
        {
            OnAlertResolved.Resolve => draft.Tell(state, AlertNews.Resolved, text, cause),
            OnAlertResolved.Ask => draft.Tell(state, AlertNews.Ask, text, cause),
            _ => state,
        };

    private static AlertState Say(AlertDraft draft, Alert alert, AlertState state, AlertNews news, string? remark)
    {
        SeverityGrades grades = draft.Rules.GradesOf(alert.Source, alert.Severity);
        SeverityGrades? raise = AlertTickets.IsWorse(grades, state) ? AlertTickets.Worst(grades, state) : null;
        string cause = news == AlertNews.Fires ? $"{alert.Source} reports the alert as firing again" : $"{alert.Source} says more";
        AlertState after = draft.Tell(state, news, remark is null ? alert.Text : $"{remark}\n\n{alert.Text}", cause, raise);
        return after with
        {
            TextHash = HashOf(alert.Text),
            Impact = raise?.Impact ?? state.Impact,
            Urgency = raise?.Urgency ?? state.Urgency,
        };
    }

    // A storm counts its members' changes together, so that each is not damped by itself.
    private static AlertState Changed(AlertDraft draft, AlertState state, bool again)
    {
        if (!again || state.InStorm || (!state.Flaps.IsDamped && !draft.HasRoomForDamped))
        {
            return state;
        }

        AlertState after = state with { Flaps = state.Flaps.Changed(draft.Now, draft.Rules.Flapping) };
        if (after.Flaps.QuietAt(draft.Rules.Flapping) is { } quiet)
        {
            draft.Damp(after.Key, quiet);
        }

        return after;
    }

    private static bool StartsToFlap(AlertDraft draft, AlertState state) =>
        state.Flaps.DampedSince == draft.Now && state.Flaps.Count == state.Flaps.Changes.Count;

    private static string Flapping(AlertDraft draft, AlertState state) =>
        $"Flapping: {state.Flaps.Count} changes in {AlertWords.Span(draft.Rules.Flapping.Within)}. Further changes are only counted until there was none for {AlertWords.Span(draft.Rules.Flapping.QuietFor)}.";

    private static bool IsPowerOfTen(int count)
    {
        if (count < 10)
        {
            return false;
        }

        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
