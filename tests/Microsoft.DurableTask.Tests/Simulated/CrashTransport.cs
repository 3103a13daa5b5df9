using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Tests.Faults;
using Support.Local;

namespace Microsoft.DurableTask.Tests.Simulated;

/// <summary>
/// Carries one process's requests to storage, numbers them, and ends with one of them: nothing gets through from there on,
/// as when the process has died before it sent the request, or before it saw the answer.
/// </summary>
/// <param name="inner">The way to storage.</param>
/// <param name="crashAt">The number of the request that is the last; 0 for none.</param>
/// <param name="fault">Whether that request has an effect.</param>
/// <param name="wayMillisecondsMax">The most that a request, and its answer, are on the way; drawn for each, so that they overtake one another.</param>
internal sealed class CrashTransport(HttpPipelineTransport inner, int crashAt, Fault fault, int wayMillisecondsMax = 0) : HttpPipelineTransport
{
    private readonly Random _ways = new(wayMillisecondsMax);

    // Its continuations run in place: by the pool they would leave the simulation's thread.
    private readonly TaskCompletionSource _struck = new();
    private static readonly AsyncLocal<StrongBox<bool>?> s_operation = new();

    /// <summary>Whether the request being made is a client's.</summary>
    public static bool IsClients => s_operation.Value is not null;

    public int Requests { get; private set; }

    public Task Struck => _struck.Task;

    public bool IsDead => _struck.Task.IsCompleted;

    /// <summary>Runs a client's operation.</summary>
    /// <returns>Whether it took effect.</returns>
    public static async Task<bool> TryAsync(Func<Task> operation)
    {
        var hasEffect = new StrongBox<bool>();
        s_operation.Value = hasEffect;
        try
        {
            await operation();
            return true;
        }
        catch (RequestFailedException)
        {
            return hasEffect.Value;
        }
        finally
        {
            s_operation.Value = null;
        }
    }

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        int number = ++Requests;
        await TravelAsync().ConfigureAwait(false);
        if (IsDead || (number == crashAt && fault == Fault.BeforeEffect))
        {
            Die();
        }

        // As all below Azure.Core: its pipeline goes on in place, and would go on in the pool from within a context.
        await inner.ProcessAsync(message).ConfigureAwait(false);
        if (s_operation.Value is { } operation && IsWriteOfInstance(message) && message.Response.Status < 300)
        {
            operation.Value = true;
        }

        await TravelAsync().ConfigureAwait(false);

        // The process may have died of another request meanwhile.
        if (IsDead || (number == crashAt && fault == Fault.AfterEffect))
        {
            Die();
        }
    }

    private async Task TravelAsync()
    {
        if (wayMillisecondsMax > 0)
        {
            // Not Task.Delay: a dead process's waits are not cancelled, they end by themselves and find it dead.
            var arrived = new TaskCompletionSource();
            TimeSpan way = TimeSpan.FromMilliseconds(_ways.Next(wayMillisecondsMax + 1));
            await using ITimer timer = LocalClock.Transport.CreateTimer(_ => arrived.TrySetResult(), null, way, Timeout.InfiniteTimeSpan);
            await arrived.Task.ConfigureAwait(false);
        }
    }

    private static bool IsWriteOfInstance(HttpMessage message) =>
        message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Delete
        && (message.Request.Uri.ToString().Contains("Instances", StringComparison.Ordinal)
            || message.Request.Uri.ToString().Contains("$batch", StringComparison.Ordinal));

    private void Die()
    {
        _struck.TrySetResult();
        throw new RequestFailedException("The process is dead.");
    }
}
