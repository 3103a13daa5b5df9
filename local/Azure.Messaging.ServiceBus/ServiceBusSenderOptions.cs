namespace Azure.Messaging.ServiceBus;

public class ServiceBusSenderOptions
{
    /// <summary>A name for this sender in logs; one is made up when none is given.</summary>
    public string? Identifier { get; set; }
}
