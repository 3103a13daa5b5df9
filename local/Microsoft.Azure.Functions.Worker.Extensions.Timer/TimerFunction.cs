using Microsoft.Azure.Functions.Worker;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Support.Local.Timers;

/// <summary>What a timer's attribute comes to.</summary>
/// <param name="ScheduleText">The schedule as it is written where the attribute points: when it changes, what was kept for the old one counts no more.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="IsMonitored">Whether occurrences that are missed while the app is down are made up for.</param>
/// <param name="RunOnStartup">Whether it also runs when the app starts.</param>
internal sealed record TimerFunction(string ScheduleText, TimerSchedule Schedule, bool IsMonitored, bool RunOnStartup)
{
    /// <exception cref="FormatException">Its schedule is none.</exception>
    /// <exception cref="FunctionWorkerException">It names an app setting that is not there, or a time zone that is none.</exception>
    public static TimerFunction Of(FunctionDescriptor function, AppSettings settings, DateTimeOffset now)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        string text = settings.Resolve(trigger.Schedule);
        var schedule = TimerSchedule.Parse(text, settings.TimeZone);
        bool isMonitored = function.SaysOfTrigger(nameof(TimerTriggerAttribute.UseMonitor)) ? trigger.UseMonitor : schedule.IsMonitoredByDefault(now);
        return new TimerFunction(text, schedule, isMonitored, trigger.RunOnStartup);
    }
}
