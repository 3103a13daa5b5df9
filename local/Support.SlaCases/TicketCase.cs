using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Support.Domain.Json;
using Support.Domain.Model;
using Support.Domain.Sla;

namespace Support.Local.SlaCases;

/// <summary>Cases that ask for the deadlines and statistics of a ticket after what happened to it.</summary>
internal static partial class TicketCase
{
    public static SlaCaseResult Run(SlaCase sla)
    {
        var profile = SourceProfile.Of(sla.Source);
        var notes = new List<string> { profile.Words };
        var priorities = new CasePriorities();
        SupportModel model = CaseModel.Of(sla, profile.Options, Promised(sla, priorities, notes));
        IReadOnlyList<CaseEvent> events = CaseEvent.Of(sla, model.Calendar(CaseModel.Calendar).Add, notes);
        if (!events.Any(happened => happened.Action == CaseAction.RequesterWrites && happened.At == events[0].At))
        {
            notes.Add("no customer wrote as it was created, so an agent opened it");
        }

        CaseLives lives = Live(events, model, priorities, notes);
        JsonObject actual = new CaseAnswers(lives, model).To(sla.Expected);
        return SlaCaseResult.Of(sla, actual, string.Join("; ", notes.Distinct()), () => Arithmetic(lives, model));
    }

    /// <summary>
    /// One ticket for all clocks. Where the source sets an attribute for one clock alone (a first response that is no
    /// answer to the customer's message), what we have in one command, each clock lives on a ticket of its own.
    /// </summary>
    private static CaseLives Live(IReadOnlyList<CaseEvent> events, SupportModel model, CasePriorities priorities, List<string> notes)
    {
        if (events.All(static happened => happened.Only is null))
        {
            return CaseLives.Shared(TicketLife.Of(events, model, priorities));
        }

        notes.Add("the source sets first response and contacts apart, so each clock is driven on a ticket of its own by what is about it");
        return new CaseLives(CaseLives.Clocks.ToDictionary(
            static clock => clock,
            clock => TicketLife.Of([.. events.Where(happened => IsAbout(happened, clock))], model, priorities)));
    }

    private static bool IsAbout(CaseEvent happened, ClockKind clock) => happened.Only is null || happened.Only == clock;

    private static IReadOnlyList<Priority> Promised(SlaCase sla, CasePriorities priorities, List<string> notes)
    {
        if (sla.Policy.TextOrNull("match") is not { } match)
        {
            return [];
        }

        Match parsed = PriorityMatch().Match(match);
        if (!parsed.Success)
        {
            throw new FormatException($"the condition '{match}' of the policy is unknown");
        }

        notes.Add($"priority {parsed.Groups[1].Value} has targets and the others have none");
        return [priorities.Of(parsed.Groups[1].Value)];
    }

    private static IEnumerable<string> Arithmetic(CaseLives lives, SupportModel model)
    {
        foreach ((ClockKind clock, TicketLife life) in lives.InOrder)
        {
            foreach (SlaClock run in SlaClock.Of(life.History, model, life.Now).Where(run => run.Clock == clock))
            {
                yield return $"  {run.Clock}: {IsoDuration.Format(run.Used)} of {IsoDuration.Format(run.Target)} used, {run.State}"
                    + (run.DueAt is { } due ? $", due {CaseTime.Text(due)}" : "");
                foreach (SlaInterval interval in run.Intervals)
                {
                    yield return $"    {CaseTime.Text(interval.From)} to {CaseTime.Text(interval.To)}: "
                        + $"{(interval.Counts ? IsoDuration.Format(interval.Used) + " counted" : "not counted")}, {interval.Cause}";
                }
            }
        }
    }

    [GeneratedRegex(@"^priority\s*==\s*(\S+)$")]
    private static partial Regex PriorityMatch();
}
