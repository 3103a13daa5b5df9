using Microsoft.Extensions.Logging;

namespace Support.Local.Durable;

internal static partial class Log
{
    [LoggerMessage(EventId = 9501, Level = LogLevel.Warning, Message = "Activity {Activity} of {InstanceId} failed")]
    public static partial void ActivityFailed(ILogger logger, Exception exception, string activity, string instanceId);

    [LoggerMessage(EventId = 9502, Level = LogLevel.Warning, Message = "Orchestration {Orchestrator} {InstanceId} failed: {ErrorType}: {Reason}")]
    public static partial void OrchestrationFailed(ILogger logger, string orchestrator, string instanceId, string errorType, string reason);

    [LoggerMessage(EventId = 9503, Level = LogLevel.Warning, Message = "The durable engine's storage did not answer (attempt {Attempt}, next in {Delay}): {Reason}")]
    public static partial void StorageFailed(ILogger logger, int attempt, TimeSpan delay, string reason);

    [LoggerMessage(EventId = 9504, Level = LogLevel.Information, Message = "The durable engine's storage answers again")]
    public static partial void StorageRecovered(ILogger logger);

    [LoggerMessage(EventId = 9505, Level = LogLevel.Error, Message = "A turn of {InstanceId} could not be run; it is tried again")]
    public static partial void TurnFailed(ILogger logger, Exception exception, string instanceId);

    [LoggerMessage(EventId = 9506, Level = LogLevel.Warning, Message = "A turn of {InstanceId} lost to another change of its state; it is run again")]
    public static partial void TurnLost(ILogger logger, string instanceId);

    [LoggerMessage(
        EventId = 9507,
        Level = LogLevel.Information,
        Message = "Durable engine '{HubName}' started: {Instances} instances and {Messages} messages to go on with, {Timers} timers")]
    public static partial void Started(ILogger logger, string hubName, int instances, int messages, int timers);

    [LoggerMessage(EventId = 9509, Level = LogLevel.Critical, Message = "The durable engine has ended: its hub is run by another host now: {Holder}")]
    public static partial void HubLost(ILogger logger, string holder);

    [LoggerMessage(EventId = 9508, Level = LogLevel.Warning, Message = "The timer index could not be tidied; it is tried again later")]
    public static partial void TidyingFailed(ILogger logger, Exception exception);
}
