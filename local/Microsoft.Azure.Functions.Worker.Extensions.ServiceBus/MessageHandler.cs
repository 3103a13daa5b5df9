using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

/// <summary>Runs the function on messages, and settles by how it ends those that the function has not.</summary>
internal sealed partial class MessageHandler(
    FunctionDescriptor function, ServiceBusReceiver receiver, ServiceBusTriggerOptions options, FunctionInvoker invoker, ILogger logger)
{
    // What the attribute says prevails over what host.json says of all functions.
    private readonly LockRenewal _locks = new(receiver, options.MaxAutoLockRenewalDuration, logger);
    private readonly bool _autoComplete = function.SaysOfTrigger(nameof(ServiceBusTriggerAttribute.AutoCompleteMessages))
        ? ((ServiceBusTriggerAttribute)function.Trigger).AutoCompleteMessages
        : options.AutoCompleteMessages;

    public async Task HandleAsync(IReadOnlyList<ServiceBusReceivedMessage> messages, CancellationToken cancellationToken)
    {
        var actions = new ServiceBusMessageActions(receiver);
        using var handled = new CancellationTokenSource();

        // As documented, locks are renewed for functions that take one message at a time.
        Task renewal = ((ServiceBusTriggerAttribute)function.Trigger).IsBatched
            ? Task.CompletedTask
            : _locks.KeepAsync(messages[0], actions, handled.Token);
        bool succeeded = await InvokeAsync(messages, actions, cancellationToken);
        handled.Cancel();
        await renewal;
        foreach (ServiceBusReceivedMessage message in messages)
        {
            if (!actions.IsSettled(message) && (!succeeded || _autoComplete))
            {
                await SettleAsync(message, succeeded);
            }
        }
    }

    private async Task<bool> InvokeAsync(
        IReadOnlyList<ServiceBusReceivedMessage> messages, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        try
        {
            await invoker.InvokeAsync(MessageInvocation.Of(function, messages, actions), cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // Whatever a function throws gives its message back.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, function.Name, messages[0].MessageId, messages[0].DeliveryCount);
            return false;
        }
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, bool succeeded)
    {
        try
        {
            await (succeeded
                ? receiver.CompleteMessageAsync(message, CancellationToken.None)
                : receiver.AbandonMessageAsync(message, null, CancellationToken.None));
        }
#pragma warning disable CA1031 // A message that cannot be settled comes again when its lock ends; the listener goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            NotSettled(function.Name, message.MessageId, exception.Message);
        }
    }

    [LoggerMessage(9301, LogLevel.Error, "Service Bus function {Function} failed on message {MessageId} (delivery {DeliveryCount}).")]
    private partial void Failed(Exception exception, string function, string? messageId, int deliveryCount);

    [LoggerMessage(9305, LogLevel.Warning, "Function {Function} could not settle message {MessageId}, which will come again: {Reason}")]
    private partial void NotSettled(string function, string? messageId, string reason);
}
