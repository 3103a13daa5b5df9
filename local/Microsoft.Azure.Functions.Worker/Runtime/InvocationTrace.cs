using System.Diagnostics;

namespace Support.Local.Worker;

/// <summary>
/// An invocation's place in a W3C trace: that of the event that triggered it, or a new one. It is the current
/// <see cref="Activity"/> meanwhile, so that logs and outgoing requests carry it.
/// </summary>
internal sealed class InvocationTrace : IDisposable
{
    private readonly Activity? _activity;

    private InvocationTrace(Activity? activity, string parent, string state)
    {
        _activity = activity;
        Parent = parent;
        State = state;
    }

    /// <summary>As a <c>traceparent</c>.</summary>
    public string Parent { get; }

    /// <summary>As a <c>tracestate</c>.</summary>
    public string State { get; }

    /// <summary>The place that an activity has; none before it is started.</summary>
    public static InvocationTrace Of(Activity activity) =>
        new(activity, activity.Id ?? string.Empty, activity.TraceStateString ?? string.Empty);

    public static InvocationTrace Start(Invocation invocation)
    {
        // What is no traceparent is the sender's mistake, and no reason to lose this invocation's own trace.
        bool isPartOfTrace = ActivityContext.TryParse(invocation.TraceParent, invocation.TraceState, isRemote: true, out ActivityContext sender);
        if (Simulation.Current is not null)
        {
            return Drawn(isPartOfTrace ? sender : default);
        }

        var activity = new Activity("Invoke");
        activity.SetIdFormat(ActivityIdFormat.W3C);
        activity.SetTag("faas.name", invocation.Function.Name);

        // A parent that is the current activity is found without being named, and hands on its baggage too.
        if (isPartOfTrace && Activity.Current?.Id != invocation.TraceParent)
        {
            activity.SetParentId(sender.TraceId, sender.SpanId, sender.TraceFlags);
            activity.TraceStateString = sender.TraceState;
        }

        activity.Start();
        return new InvocationTrace(activity, activity.Id!, activity.TraceStateString ?? string.Empty);
    }

    public void Tag(string name, string value) => _activity?.SetTag(name, value);

    public void Fail(Exception exception) => _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);

    public void Dispose() => _activity?.Dispose();

    /// <summary>Activities draw their ids from the process; a simulation's come from its seed, and so it has no activities.</summary>
    private static InvocationTrace Drawn(ActivityContext sender)
    {
        string trace = sender.TraceId == default ? LocalIdentity.NewGuid().ToString("N") : sender.TraceId.ToHexString();
        string span = LocalIdentity.NewGuid().ToString("N")[..16];
        string flags = sender.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00";
        return new InvocationTrace(null, $"00-{trace}-{span}-{flags}", sender.TraceState ?? string.Empty);
    }
}
