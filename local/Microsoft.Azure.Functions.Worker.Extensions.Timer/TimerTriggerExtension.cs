using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Support.Local.Timers;

internal sealed class TimerTriggerExtension(AppSettings settings, TimeProvider time, TimerStatusStore store, ILoggerFactory loggers) : ITriggerExtension
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is TimerTriggerAttribute;

    public IEnumerable<string> Mistakes(FunctionDescriptor function)
    {
        if (function.TriggerParameter.ParameterType != typeof(TimerInfo))
        {
            yield return $"takes {function.TriggerParameter.ParameterType.Name} from its timer; a timer gives TimerInfo.";
        }

        if (Mistake(() => TimerFunction.Of(function, settings, time.GetUtcNow())) is { } badSchedule)
        {
            yield return $"has a bad schedule: {badSchedule}";
        }

        if (Mistake(() => RetryDelays.Of(function.Retry)) is { } badRetry)
        {
            yield return $"has a bad retry attribute: {badRetry}";
        }
    }

    public ParameterBinder? BindParameter(FunctionDescriptor function, ParameterInfo parameter) =>
        parameter == function.TriggerParameter
            ? static context => ValueTask.FromResult<object?>(context.Features.Get<TimerInfo>())
            : null;

    public IEnumerable<IFunctionListener> CreateListeners(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker) =>
        from function in functions
        let timer = TimerFunction.Of(function, settings, time.GetUtcNow())
        select new TimerListener(function, timer, timer.IsMonitored ? store : null, invoker, time, loggers.CreateLogger<TimerListener>());

    private static string? Mistake(Func<object?> parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (Exception exception) when (exception is FormatException or FunctionWorkerException)
        {
            return exception.Message;
        }
    }
}
