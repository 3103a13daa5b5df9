using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Alerts;

/// <summary>Many alerts within a short time have one ticket: how a storm begins, who joins it, and when it is over.</summary>
internal static class StormLife
{
    private const int LinesMax = 100;
    private const int LineLengthMax = 200;

    /// <summary>Whether that alert is in the storm that the group has now.</summary>
    public static bool Has(AlertDraft draft, AlertState state) =>
        state.InStorm && draft.Group.Storm is { } storm && storm.Ticket == state.Ticket;

    /// <summary>An alert that needs a ticket joins the storm, or begins one with those that came shortly before.</summary>
    public static bool TryJoin(AlertDraft draft, ref AlertState state)
    {
        StormRules rules = draft.Rules.Storms;
        string key = state.Key;
        RecentAlert[] recent = [.. draft.Group.Recent.Where(alert => alert.Key != key && draft.Now - alert.At < rules.Within)];
        if (draft.Group.Storm is { } there && IsOver(draft, there))
        {
            draft.Group = draft.Group with { Storm = null };
        }

        bool takesIn = draft.Group.Storm is { ClearSince: null } storm && draft.Now - storm.LastNewAt < rules.Within;
        if (!takesIn && recent.Length < rules.Alerts)
        {
            draft.Group = draft.Group with { Recent = [.. recent, new RecentAlert(key, draft.Now)] };
            return false;
        }

        draft.Group = draft.Group with
        {
            Recent = [],
            Storm = draft.Group.Storm ?? new StormState
            {
                Ticket = draft.Context.NewTicket(),
                Since = draft.Now,
                Impact = state.Impact,
                Urgency = state.Urgency,
            },
        };
        foreach (RecentAlert alert in recent)
        {
            if (draft.Find(alert.Key) is { InStorm: false, Ticket: { } own } early)
            {
                TicketId into = draft.Group.Storm.Ticket;
                early = draft.Add(early, sequence => new AlertEffect
                {
                    Sequence = sequence,
                    Kind = AlertEffectKind.Join,
                    Ticket = own,
                    Other = into,
                    Cause = "the alert is one of a storm",
                });
                draft.Put(Join(draft, early));
            }
        }

        state = Join(draft, state);
        return true;
    }

    /// <summary>An alert of the storm fires again, or is resolved.</summary>
    public static void MemberChanged(AlertDraft draft, AlertState state) => draft.Group = draft.Group with
    {
        Storm = Listed(draft.Group.Storm!, state) with { Firing = draft.Group.Storm!.Firing + (state.Firing ? 1 : -1) },
    };

    /// <summary>When the storm's ticket has to be told even if nothing more comes; null for never.</summary>
    public static DateTimeOffset? DueAt(AlertDraft draft) => draft.Group.Storm switch
    {
        null => null,
        { SaidCount: var count, SaidFiring: var firing } storm when count != storm.Count || firing != storm.Firing =>
            storm.SaidAt + draft.Rules.Storms.UpdateEvery,
        { ClearSaid: false, ClearSince: not null } storm => storm.Flaps.QuietAt(draft.Rules.Flapping) ?? draft.Now,
        _ => null,
    };

    /// <summary>The storm's ticket is told what has to be told now.</summary>
    public static void Settle(AlertDraft draft)
    {
        if (draft.Group.Storm is not { } storm)
        {
            return;
        }

        if (draft.TicketOf(storm.Ticket).IsOver)
        {
            draft.Group = draft.Group with { Storm = null };
            return;
        }

        FlappingRules flapping = draft.Rules.Flapping;
        if (storm.Firing == 0 != storm.ClearSince is not null)
        {
            storm = storm with
            {
                ClearSince = storm.Firing == 0 ? draft.Now : null,
                Flaps = storm.Flaps.Changed(draft.Now, flapping),
            };
        }
        else if (storm.Flaps.QuietAt(flapping) <= draft.Now)
        {
            storm = storm with { Flaps = new FlapState() };
        }

        storm = StormReport.Tell(draft, storm);
        draft.Group = draft.Group with { Storm = storm };
    }

    private static bool IsOver(AlertDraft draft, StormState storm) =>
        draft.TicketOf(storm.Ticket).IsOver
        || (storm.ClearSince is { } since && storm.ClearSaid && draft.Now - since > draft.Rules.ReopenWithin);

    private static AlertState Join(AlertDraft draft, AlertState state)
    {
        StormState storm = draft.Group.Storm!;
        bool worse = state.Impact < storm.Impact || state.Urgency < storm.Urgency;
        draft.Damp(state.Key, null);
        draft.Group = draft.Group with
        {
            Storm = Listed(storm, state) with
            {
                Count = storm.Count + 1,
                Firing = storm.Firing + (state.Firing ? 1 : 0),
                LastNewAt = draft.Now,
                Worse = storm.Worse || (worse && storm.SaidCount > 0),
                Impact = state.Impact < storm.Impact ? state.Impact : storm.Impact,
                Urgency = state.Urgency < storm.Urgency ? state.Urgency : storm.Urgency,
            },
        };
        return state with { Ticket = storm.Ticket, InStorm = true, Flaps = new FlapState() };
    }

    private static StormState Listed(StormState storm, AlertState state)
    {
        if (storm.Lines.Count >= LinesMax)
        {
            return storm with { LinesLeft = storm.LinesLeft + 1 };
        }

        string line = $"- {(state.Firing ? "firing" : "resolved")}: {AlertWords.Cut(state.Subject, LineLengthMax)} ({AlertWords.Cut(state.Fingerprint, LineLengthMax)})";
        return storm with { Lines = [.. storm.Lines, line] };
    }
}
