using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Receives messages for one function, as many as it may work on at a time, and settles them by how it ends.</summary>
internal sealed partial class ServiceBusListener : IFunctionListener, IDisposable
{
    // A stop ends the wait; and the receiver itself knows when to look.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // A full house empties in bursts: the moment it takes to collect a few free places saves a request each.
    private static readonly TimeSpan CollectPause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly FunctionDescriptor _function;
    private readonly ServiceBusTriggerAttribute _trigger;
    private readonly ServiceBusReceiver _receiver;
    private readonly MessageHandler _handler;
    private readonly ILogger<ServiceBusListener> _logger;
    private readonly Places _places;
    private readonly int _batchSize;
    private readonly CancellationTokenSource _stopping = new();
    private readonly InFlight _inFlight = new();
    private Task _work = Task.CompletedTask;

    public ServiceBusListener(
        FunctionDescriptor function, ServiceBusReceiver receiver, ServiceBusTriggerOptions options, FunctionInvoker invoker, ILogger<ServiceBusListener> logger)
    {
        _function = function;
        _trigger = (ServiceBusTriggerAttribute)function.Trigger;
        _receiver = receiver;
        _handler = new MessageHandler(function, receiver, options, invoker, logger);
        _logger = logger;

        // A batch function works on one batch at a time.
        _places = new Places(_trigger.IsBatched ? 1 : options.MaxConcurrentCalls);
        _batchSize = _trigger.IsBatched ? options.MaxMessageBatchSize : 1;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _work = LocalTasks.Run(ReceiveAsync);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _work;
        if (!await _inFlight.DrainAsync(LocalClock.Transport, cancellationToken))
        {
            LeftBehind(_function.Name);
        }

        await _receiver.DisposeAsync();
    }

    public void Dispose()
    {
        _stopping.Dispose();
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
                _places.Free(places);
            }
        }
    }

    private async Task<int> TakePlacesAsync()
    {
        bool full = _places.AreTaken;
        await _places.TakeAsync(_stopping.Token);
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
            _places.Free(taken);
            throw;
        }

        while (_places.TryTake())
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
            IDisposable entry = _inFlight.Enter();
            _ = LocalTasks.Run(() => HandleAsync(group, entry));
        }

        return groups.Length;
    }

    private async Task HandleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, IDisposable entry)
    {
        using (entry)
        {
            await _handler.HandleAsync(messages, _inFlight.CancellationToken);
            _places.Free(1);
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

    [LoggerMessage(9302, LogLevel.Warning, "Function {Function} receives no messages at present and goes on trying.")]
    private partial void NotReachable(Exception exception, string function);

    [LoggerMessage(9303, LogLevel.Information, "Function {Function} receives messages again.")]
    private partial void Reachable(string function);

    [LoggerMessage(9306, LogLevel.Warning, "Function {Function} did not end in time; its messages will come again.")]
    private partial void LeftBehind(string function);
}
