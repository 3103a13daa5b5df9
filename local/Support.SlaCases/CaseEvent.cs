using System.Text.Json;
using Support.Domain.Model;

namespace Support.Local.SlaCases;

/// <summary>What happens to a ticket of a case, in our words.</summary>
internal enum CaseAction
{
    Open,
    RequesterWrites,
    AgentAnswers,
    Wait,
    Work,
    Resolve,
    ChangePriority,
}

/// <summary>One thing that happens, and which clocks it is about: a source that keeps an attribute for each clock sets one alone.</summary>
/// <param name="At">When.</param>
/// <param name="Action">What.</param>
/// <param name="Only">The one clock that it is about; null for all.</param>
/// <param name="Priority">The priority that it names; null for none.</param>
/// <param name="State">The state that it names; null for none.</param>
internal sealed record CaseEvent(DateTimeOffset At, CaseAction Action, ClockKind? Only = null, string? Priority = null, string? State = null)
{
    private static readonly string[] Done = ["resolved", "solved", "done", "merged", "removed", "completed"];

    /// <summary>The events of a case in the order of time, and what was done to get there, for a person.</summary>
    public static IReadOnlyList<CaseEvent> Of(SlaCase sla, Func<DateTimeOffset, TimeSpan, DateTimeOffset?> addBusinessTime, List<string> notes)
    {
        IReadOnlyList<string> pausing = sla.Policy.Texts("pause_states");
        DateTimeOffset last = sla.Events.Count == 0 ? default : sla.Events.Max(CaseTime.At);
        var events = new List<CaseEvent>();
        foreach (JsonElement happened in sla.Events)
        {
            DateTimeOffset at = CaseTime.At(happened);
            if (happened.TextOrNull("note")?.Contains("not simulated", StringComparison.OrdinalIgnoreCase) == true)
            {
                notes.Add("what happened at the source's own run time, later than all that it simulates, comes last");
                at = last;
            }

            events.AddRange(Read(happened, at, pausing, addBusinessTime, notes));
        }

        foreach ((DateTimeOffset from, DateTimeOffset to) in Breaks.Of(sla).InOrder)
        {
            notes.Add("a break is time spent pending");
            events.Add(new CaseEvent(from, CaseAction.Wait));
            events.Add(new CaseEvent(to, CaseAction.Work));
        }

        // OrderBy keeps the source's order among events of one instant.
        return [.. events.OrderBy(static happened => happened.At)];
    }

    private static IEnumerable<CaseEvent> Read(
        JsonElement happened, DateTimeOffset at, IReadOnlyList<string> pausing, Func<DateTimeOffset, TimeSpan, DateTimeOffset?> add, List<string> notes)
    {
        string type = happened.TextOrNull("type") ?? throw new FormatException("an event has no 'type'");
        string? to = happened.TextOrNull("to") ?? happened.TextOrNull("state");
        switch (type)
        {
            case "created":
                return to is null
                    ? [new CaseEvent(at, CaseAction.Open, Priority: happened.TextOrNull("priority"))]
                    : [new CaseEvent(at, CaseAction.Open, Priority: happened.TextOrNull("priority")), new CaseEvent(at, ActionOf(to, pausing), State: to)];
            case "customer_reply":
                return [new CaseEvent(at, CaseAction.RequesterWrites)];
            case "agent_reply":
                return [new CaseEvent(at, CaseAction.AgentAnswers)];
            case "customer_contact":
                return [new CaseEvent(at, CaseAction.RequesterWrites, ClockKind.NextResponse)];
            case "agent_contact":
                return [new CaseEvent(at, CaseAction.AgentAnswers, ClockKind.NextResponse)];
            case "first_response":
                return [new CaseEvent(at, CaseAction.AgentAnswers, ClockKind.FirstResponse)];
            case "closed" or "resolved":
                notes.Add($"{type} is resolved here, because our closed is final");
                return [new CaseEvent(at, CaseAction.Resolve, State: type)];
            case "state" when to is not null:
                return [new CaseEvent(at, ActionOf(to, pausing), State: to)];
            case "priority" or "priority_change":
                return [new CaseEvent(at, CaseAction.ChangePriority, Priority: to ?? happened.TextOrNull("priority"))];
            case "hold_total":
                notes.Add("a total of time on hold is that much business time spent pending");
                TimeSpan held = happened.Span("hold") ?? Seconds(happened);
                return
                [
                    new CaseEvent(at, CaseAction.Wait, State: "held"),
                    new CaseEvent(add(at, held) ?? throw new FormatException("the time on hold never ends"), CaseAction.Work, State: "taken off hold"),
                ];
            default:
                throw new FormatException($"the event type '{type}' is unknown");
        }
    }

    private static TimeSpan Seconds(JsonElement happened) =>
        happened.MemberOrNull("seconds") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetInt32(out int count)
            ? TimeSpan.FromSeconds(count)
            : throw new FormatException("'hold_total' has no 'seconds'");

    private static CaseAction ActionOf(string state, IReadOnlyList<string> pausing)
    {
        if (state.StartsWith("closed", StringComparison.OrdinalIgnoreCase) || Done.Contains(state, StringComparer.OrdinalIgnoreCase))
        {
            return CaseAction.Resolve;
        }

        return pausing.Contains(state, StringComparer.OrdinalIgnoreCase) ? CaseAction.Wait : CaseAction.Work;
    }
}
