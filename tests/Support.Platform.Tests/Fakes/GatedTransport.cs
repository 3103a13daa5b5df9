using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Platform.Tests.Fakes;

/// <summary>
/// A way to storage on which every request waits until the test lets it go. Who waits goes on within <see cref="Gate.Open"/>,
/// on the test's thread, so that a seed decides every interleaving.
/// </summary>
internal sealed class GatedTransport(HttpPipelineTransport inner, Gate gate, int worker) : HttpPipelineTransport
{
    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The platform never blocks on storage.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await gate.PassAsync(worker);
        await inner.ProcessAsync(message);
    }
}

/// <summary>Where the requests wait.</summary>
internal sealed class Gate
{
    private readonly List<(int Worker, TaskCompletionSource Wait)> _waiting = [];

    /// <summary>How many requests wait.</summary>
    public int Waiting => _waiting.Count;

    public Task PassAsync(int worker)
    {
        var wait = new TaskCompletionSource();
        _waiting.Add((worker, wait));
        return wait.Task;
    }

    /// <summary>Lets one go.</summary>
    public void Open(int index)
    {
        TaskCompletionSource wait = _waiting[index].Wait;
        _waiting.RemoveAt(index);
        wait.SetResult();
    }

    /// <summary>The worker that waits with a request.</summary>
    public int WorkerOf(int index) => _waiting[index].Worker;

    /// <summary>A worker is no more: what it waits for never comes.</summary>
    public void Kill(int worker) => _waiting.RemoveAll(waiting => waiting.Worker == worker);
}
