using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ServiceBusOutputAttribute : OutputBindingAttribute
{
    public ServiceBusOutputAttribute(string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue)
    {
        QueueOrTopicName = queueOrTopicName;
        EntityType = entityType;
    }

    public string QueueOrTopicName { get; }

    public ServiceBusEntityType EntityType { get; set; }

    /// <inheritdoc cref="ServiceBusTriggerAttribute.Connection"/>
    public string? Connection { get; set; }
}

public enum ServiceBusEntityType
{
    Queue = 0,
    Topic = 1,
}
