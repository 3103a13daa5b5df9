using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Parameter)]
[BindingCapabilities(KnownBindingCapabilities.FunctionLevelRetry)]
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
    }

    /// <summary>NCRONTAB with six fields, second first, or a time span; or <c>%Name%</c> of a setting that holds one.</summary>
    public string Schedule { get; }

    /// <summary>Whether the function also runs when the app starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the schedule is kept, so that an occurrence missed while the app was down is made up for. Left unsaid, it
    /// is unless the timer runs more than once a minute.
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}
