using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Receives messages for one function, as many as it may work on at a time, and settles them by how it ends.</summary>
internal sealed partial class ServiceBusListener : IFunctionListener, IDisposable
{
    // Short enough that a stop is never late, long enough that nobody asks in vain all day.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A full house empties in bursts: the moment it takes to collect a few free places saves a request each.
    private static readonly TimeSpan CollectPause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly FunctionDescriptor _function;
    private readonly ServiceBusTriggerAttribute _trigger;
    private readonly ServiceBusReceiver _receiver;
    private readonly MessageHandler _handler;
    private readonly ILogger<ServiceBusListener> _logger;
    private readonly LockRenewal _locks;
    private readonly SemaphoreSlim _places;
    private readonly int _batchSize;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly InFlight _inFlight = new();
    private Task _work = Task.CompletedTask;
    private Task _renewal = Task.CompletedTask;

    public ServiceBusListener(
        FunctionDescriptor function, ServiceBusReceiver receiver, ServiceBusTriggerOptions options, FunctionInvoker invoker, ILogger<ServiceBusListener> logger)
    {
        _function = function;
        _trigger = (ServiceBusTriggerAttribute)function.Trigger;
        _receiver = receiver;
        _handler = new MessageHandler(function, receiver, invoker, logger);
        _logger = logger;
        _locks = new LockRenewal(receiver, options.MaxAutoLockRenewalDuration, logger);

        // A batch function works on one batch at a time.
        _places = new SemaphoreSlim(_trigger.IsBatched ? 1 : options.MaxConcurrentCalls);
        _batchSize = _trigger.IsBatched ? options.MaxMessageBatchSize : 1;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _work = Task.Run(ReceiveAsync, CancellationToken.None);
        _renewal = Task.Run(() => _locks.RunAsync(_stopped.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _work;
        if (!await _inFlight.DrainAsync(LocalClock.Transport, cancellationToken))
        {
            LeftBehind(_function.Name);
        }

        await _stopped.CancelAsync();
        await _renewal;
        await _receiver.DisposeAsync();
    }

    public void Dispose()
    {
        _places.Dispose();
        _stopping.Dispose();
        _stopped.Dispose();
        _inFlight.Dispose();
    }

    private async Task ReceiveAsync()
    {
        int failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            int places = 0;
            try
            {
                places = await TakePlacesAsync();
                IReadOnlyList<ServiceBusReceivedMessage> messages =
                    await _receiver.ReceiveMessagesAsync(places * _batchSize, LongestWait, _stopping.Token);
                if (failures > 0)
                {
                    Reachable(_function.Name);
                    failures = 0;
                }

                places -= Dispatch(messages);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever keeps messages from coming, the listener goes on asking for them.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (failures++ == 0)
                {
                    NotReachable(exception, _function.Name);
                }

                await PauseAsync(failures);
            }
            finally
            {
                Release(places);
            }
        }
    }

    private async Task<int> TakePlacesAsync()
    {
        bool full = _places.CurrentCount == 0;
        await _places.WaitAsync(_stopping.Token);
        int taken = 1;
        try
        {
            if (full && !_trigger.IsBatched)
            {
                await Task.Delay(CollectPause, LocalClock.Transport, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Release(taken);
            throw;
        }

        while (_places.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    /// <summary>Starts the function on what came; the number of places that are now used.</summary>
    private int Dispatch(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        IReadOnlyList<ServiceBusReceivedMessage>[] groups =
            messages.Count == 0 ? [] : _trigger.IsBatched ? [messages] : [.. messages.Select(message => new[] { message })];
        foreach (IReadOnlyList<ServiceBusReceivedMessage> group in groups)
        {
            foreach (ServiceBusReceivedMessage message in group)
            {
                _locks.Hold(message);
            }

            IDisposable entry = _inFlight.Enter();
            _ = Task.Run(() => HandleAsync(group, entry), CancellationToken.None);
        }

        return groups.Length;
    }

    private async Task HandleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, IDisposable entry)
    {
        using (entry)
        {
            await _handler.HandleAsync(messages, _inFlight.CancellationToken);
            foreach (ServiceBusReceivedMessage message in messages)
            {
                _locks.Release(message);
            }

            Release(1);
        }
    }

    private async Task PauseAsync(int failures)
    {
        TimeSpan pause = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 10));
        try
        {
            await Task.Delay(pause < LongestRetry ? pause : LongestRetry, LocalClock.Transport, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it waited; the loop ends by itself.
        }
    }

    private void Release(int places)
    {
        if (places > 0)
        {
            _places.Release(places);
        }
    }

    [LoggerMessage(9302, LogLevel.Warning, "Function {Function} receives no messages at present and goes on trying.")]
    private partial void NotReachable(Exception exception, string function);

    [LoggerMessage(9303, LogLevel.Information, "Function {Function} receives messages again.")]
    private partial void Reachable(string function);

    [LoggerMessage(9306, LogLevel.Warning, "Function {Function} did not end in time; its messages will come again.")]
    private partial void LeftBehind(string function);
}
