using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using Support.Local.Hosting;
using Support.Local.Worker;

namespace Support.Local.ServiceBus;

internal sealed class ServiceBusTriggerExtension(
    ServiceBusConnections connections, ServiceBusTriggerOptions options, AppSettings settings, ILoggerFactory loggers) : ITriggerExtension
{
    public bool Handles(TriggerBindingAttribute trigger) => trigger is ServiceBusTriggerAttribute;

    public IEnumerable<string> Mistakes(FunctionDescriptor function)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        Type type = function.TriggerParameter.ParameterType;
        bool isCollection = type.IsArray && type != typeof(byte[]);
        if (isCollection && !trigger.IsBatched)
        {
            yield return "takes an array of messages without IsBatched = true.";
        }

        if (!isCollection && trigger.IsBatched)
        {
            yield return "has IsBatched = true and takes no array of messages.";
        }

        if (trigger.IsSessionsEnabled)
        {
            yield return "asks for sessions, which the Local flavour does not have.";
        }
    }

    public ParameterBinder? BindParameter(FunctionDescriptor function, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(ServiceBusMessageActions))
        {
            return static context => ValueTask.FromResult<object?>(context.Features.Get<ServiceBusMessageActions>());
        }

        if (parameter != function.TriggerParameter)
        {
            return null;
        }

        Type type = parameter.ParameterType;
        if (!((ServiceBusTriggerAttribute)function.Trigger).IsBatched)
        {
            return context => ValueTask.FromResult(Convert(context.Features.Get<ReceivedMessages>()!.Messages[0], type, context.InstanceServices));
        }

        return context => ValueTask.FromResult<object?>(
            ToArray(context.Features.Get<ReceivedMessages>()!.Messages, type.GetElementType()!, context.InstanceServices));
    }

    public IEnumerable<IFunctionListener> CreateListeners(IReadOnlyList<FunctionDescriptor> functions, FunctionInvoker invoker) =>
        functions.Select(function => new ServiceBusListener(
            function, CreateReceiver((ServiceBusTriggerAttribute)function.Trigger), options, invoker, loggers.CreateLogger<ServiceBusListener>()));

    private static object? Convert(ServiceBusReceivedMessage message, Type type, IServiceProvider services) =>
        type == typeof(ServiceBusReceivedMessage) ? message : JsonInput.Convert(message.Body, type, services);

    private static Array ToArray(IReadOnlyList<ServiceBusReceivedMessage> messages, Type elementType, IServiceProvider services)
    {
        var array = Array.CreateInstance(elementType, messages.Count);
        for (int i = 0; i < messages.Count; i++)
        {
            array.SetValue(Convert(messages[i], elementType, services), i);
        }

        return array;
    }

    private ServiceBusReceiver CreateReceiver(ServiceBusTriggerAttribute trigger)
    {
        ServiceBusClient client = connections.Client(trigger.Connection);
        var receiverOptions = new ServiceBusReceiverOptions { PrefetchCount = options.PrefetchCount };
        return trigger.QueueName is { } queue
            ? client.CreateReceiver(settings.Resolve(queue), receiverOptions)
            : client.CreateReceiver(settings.Resolve(trigger.TopicName!), settings.Resolve(trigger.SubscriptionName!), receiverOptions);
    }
}

/// <summary>What triggered an invocation: one message, or a batch.</summary>
internal sealed record ReceivedMessages(IReadOnlyList<ServiceBusReceivedMessage> Messages);
