using System.Globalization;
using System.Text;
using Support.Domain.Model;

namespace Support.Domain.Alerts;

/// <summary>What a storm's ticket says: how many alerts there are, which, and how many of them fire.</summary>
internal static class StormReport
{
    // A storm of days is not to fill its ticket; beyond this only the count in the subject changes.
    private const int NotesMax = 100;

    /// <summary>Tells the ticket what it does not know, if it is time to; the storm afterwards.</summary>
    public static StormState Tell(AlertDraft draft, StormState storm)
    {
        if (storm.SaidCount == 0)
        {
            Open(draft, storm);
            storm = Said(draft, storm);
        }

        if (storm is { ClearSince: null, ClearSaid: true })
        {
            Add(draft, storm, AlertNews.Fires, $"{Flapping(draft, storm)}{Text(storm)}", $"{AlertWords.Alerts(storm.Firing)} of the storm fire again");
            return Said(draft, storm) with { ClearSaid = false };
        }

        if (storm is { ClearSince: not null, ClearSaid: false, Flaps.IsDamped: false })
        {
            AlertNews news = draft.Rules.OnResolvedOf(draft.Group.Source) switch
            {
                OnAlertResolved.Resolve => AlertNews.Resolved,
                OnAlertResolved.Ask => AlertNews.Ask,
                _ => AlertNews.Note,
            };
            Add(draft, storm, news, $"All {AlertWords.Alerts(storm.Count)} of the storm are resolved.\n\n{Text(storm)}", "all alerts of the storm are resolved");
            return Said(draft, storm) with { ClearSaid = true };
        }

        bool isNews = storm.Count != storm.SaidCount || storm.Firing != storm.SaidFiring;
        bool isTime = draft.Now - storm.SaidAt >= draft.Rules.Storms.UpdateEvery || storm.Count >= 2 * storm.SaidCount || storm.Worse;
        if (!isNews || !isTime)
        {
            return storm;
        }

        bool listed = storm.Notes < NotesMax;
        string counted = $"{AlertWords.Alerts(storm.Count)} in the storm, {Number(storm.Firing)} of them firing";
        Add(draft, storm, AlertNews.Note, listed ? Text(storm) : string.Empty, counted);
        return Said(draft, storm) with { Notes = listed ? storm.Notes + 1 : storm.Notes };
    }

    private static void Open(AlertDraft draft, StormState storm) => draft.Add(sequence => new AlertEffect
    {
        Sequence = sequence,
        Kind = AlertEffectKind.Open,
        Ticket = storm.Ticket,
        Subject = Subject(draft, storm),
        Text = $"More than {Number(draft.Rules.Storms.Alerts)} alerts within {AlertWords.Span(draft.Rules.Storms.Within)} share this ticket.\n\n{Text(storm)}",
        Application = draft.Group.Application,
        Impact = storm.Impact,
        Urgency = storm.Urgency,
    });

    private static void Add(AlertDraft draft, StormState storm, AlertNews news, string text, string cause) => draft.Add(sequence => new AlertEffect
    {
        Sequence = sequence,
        Kind = AlertEffectKind.Tell,
        Ticket = storm.Ticket,
        News = news,
        Subject = storm.Count == storm.SaidCount ? null : Subject(draft, storm),
        Text = text,
        Cause = cause,
        Cascade = true,
        Impact = storm.Worse ? storm.Impact : null,
        Urgency = storm.Worse ? storm.Urgency : null,
    });

    private static StormState Said(AlertDraft draft, StormState storm) => storm with
    {
        SaidCount = storm.Count,
        SaidFiring = storm.Firing,
        SaidAt = draft.Now,
        Lines = [],
        LinesLeft = 0,
        Worse = false,
    };

    private static string Subject(AlertDraft draft, StormState storm) =>
        AlertWords.Cut($"Alert storm: {AlertWords.Alerts(storm.Count)} of {draft.Group.Name}", Alert.SubjectLengthMax);

    private static string Text(StormState storm)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{AlertWords.Alerts(storm.Count)}, {storm.Firing} of them firing.");
        if (storm.Lines.Count > 0)
        {
            text.Append("\n\n").AppendJoin('\n', storm.Lines);
        }

        if (storm.LinesLeft > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n… and {storm.LinesLeft} more.");
        }

        return text.ToString();
    }

    private static string Flapping(AlertDraft draft, StormState storm) => storm.Flaps.IsDamped
        ? $"Flapping: {Number(storm.Flaps.Count)} changes in {AlertWords.Span(draft.Rules.Flapping.Within)}; it is resolved only after {AlertWords.Span(draft.Rules.Flapping.QuietFor)} without one.\n\n"
        : string.Empty;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
