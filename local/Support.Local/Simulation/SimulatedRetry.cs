using System.Runtime.ExceptionServices;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local;

/// <summary>
/// Tries requests again as the Azure clients' own policy does, with the pauses on the simulation's clock: theirs pass on
/// the system's, which stands still in a simulation.
/// </summary>
internal sealed class SimulatedRetry(RetryOptions options, TimeProvider time) : HttpPipelinePolicy
{
    // As the clients' own exponential mode: doubled each time, and up to the longest.
    private readonly int _maxRetries = options.MaxRetries;
    private readonly TimeSpan _delay = options.Delay;
    private readonly TimeSpan _maxDelay = options.MaxDelay;
    private readonly TimeSpan _networkTimeout = options.NetworkTimeout;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("A simulation has one thread, which nothing may block: use the asynchronous methods.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        message.NetworkTimeout ??= _networkTimeout;
        List<Exception>? failures = null;
        for (int attempt = 0; ; attempt++)
        {
            Exception? failure = null;
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            }
            catch (Exception exception) when (message.ResponseClassifier.IsRetriable(message, exception))
            {
                (failures ??= []).Add(failure = exception);
            }

            bool succeeded = failure is null && !message.ResponseClassifier.IsRetriableResponse(message);
            if (succeeded || (failure is null && attempt >= _maxRetries))
            {
                return;
            }

            if (attempt >= _maxRetries)
            {
                Throw(failures!, attempt);
            }

            if (failure is null)
            {
                message.Response.Dispose();
            }

            await LocalTasks.DelayForLibraryAsync(PauseAfter(attempt), time, message.CancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromTicks((long)Math.Min(_delay.Ticks * Math.Pow(2, attempt), _maxDelay.Ticks));

    private static void Throw(List<Exception> failures, int attempts)
    {
        if (failures.Count == 1)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }

        throw new AggregateException($"The request failed {attempts + 1} times.", failures);
    }
}
