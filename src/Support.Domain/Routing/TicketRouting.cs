using Support.Domain.Model;
using Support.Domain.Tickets;

namespace Support.Domain.Routing;

/// <summary>
/// Asks the routing rules about a new ticket. In order, the first that matches decides, unless it says to continue: then
/// the rules after it add what it left open. What the sender said of application, kind, impact and urgency stays, unless a
/// rule overrides it. What nobody said comes from the model's defaults.
/// </summary>
public static class TicketRouting
{
    /// <summary>Routes a ticket, which names an application of the model or none.</summary>
    public static RoutingResult Route(RoutingFacts facts, SupportModel model)
    {
        var verdicts = new List<RuleVerdict>();
        var draft = new RoutingDraft(facts, model);
        bool decided = false;
        foreach (RoutingRule rule in model.Routing?.Rules ?? [])
        {
            int number = verdicts.Count + 1;
            if (decided)
            {
                verdicts.Add(new RuleVerdict(number, rule.Id, rule.Name, null, "a rule before it decided"));
                continue;
            }

            (bool matched, string because) = rule.When is { } when
                ? RuleMatch.Of(when, draft)
                : (true, "it is for every ticket");
            verdicts.Add(new RuleVerdict(number, rule.Id, rule.Name, matched, because));
            if (matched)
            {
                draft.Take(rule);
                decided = !rule.AndContinue;
            }
        }

        return Result(draft, verdicts, model);
    }

    private static RoutingResult Result(RoutingDraft draft, List<RuleVerdict> verdicts, SupportModel model)
    {
        RoutingFacts facts = draft.Facts;
        bool byRule = draft.Application is not null || draft.Team is not null;
        bool needsTriage = model.Routing is not null && !byRule && facts.Channel != IntakeChannel.Alert;
        string application = draft.Application
            ?? (facts.Channel == IntakeChannel.Alert ? model.Intake.AlertApplication : model.Intake.DefaultApplication);
        ServiceApplication service = model.Applications[application];
        Grade impact = draft.Impact ?? model.Priorities.DefaultImpact;
        Grade urgency = draft.Urgency ?? model.Priorities.DefaultUrgency;
        Tier tier = draft.Team is { } named ? model.Teams[named].Tier : service.FirstTier;
        return new RoutingResult
        {
            Application = application,
            Kind = draft.Kind ?? TicketKind.Incident,
            Impact = impact,
            Urgency = urgency,
            Priority = draft.Set.Priority ?? model.Priorities.Of(impact, urgency),
            Tier = tier,
            Team = draft.Team ?? service.Teams[tier],
            NeedsTriage = needsTriage,
            Routed = model.Routing is null ? null : draft.Set with { NeedsTriage = needsTriage },
            Explanation = Explain(draft, verdicts, needsTriage, application, model),
            Rules = verdicts,
        };
    }

    private static string Explain(
        RoutingDraft draft, List<RuleVerdict> verdicts, bool needsTriage, string application, SupportModel model)
    {
        if (model.Routing is null)
        {
            return "the model has no routing rules";
        }

        string[] matched = [.. verdicts.Where(verdict => verdict.Matched == true)
            .Select(verdict => $"rule {verdict.Number} ({verdict.Id}): {verdict.Because}")];
        string start = matched.Length == 0 ? "no rule matched" : $"matched {string.Join("; then ", matched)}";
        string kept = draft.Kept.Count == 0 ? string.Empty : $"; the requester's own {string.Join(" and ", draft.Kept)} stays";
        if (needsTriage)
        {
            return $"{start}{kept}; nobody said what it is about: the triage manager decides";
        }

        return matched.Length > 0 ? start + kept
            : draft.Facts.Application is not null ? $"{start}: the requester named {application}"
            : $"{start}: alerts go to {application}";
    }
}
