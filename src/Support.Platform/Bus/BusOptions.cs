using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Support.Platform.Storage;

namespace Support.Platform.Bus;

/// <summary>
/// How to reach Service Bus: the setting <c>ServiceBus</c> is a connection string (locally), or
/// <c>ServiceBus:fullyQualifiedNamespace</c> names the namespace that the app's identity may use.
/// </summary>
internal static class BusOptions
{
    public static ServiceBusClient CreateClient(IConfiguration configuration)
    {
        if (configuration[BusNames.Connection] is { Length: > 0 } connectionString)
        {
            return new ServiceBusClient(connectionString);
        }

        string name = configuration[$"{BusNames.Connection}:fullyQualifiedNamespace"]
            ?? throw new InvalidOperationException("Neither ServiceBus nor ServiceBus:fullyQualifiedNamespace is set.");
        return new ServiceBusClient(name, AppIdentity.Credential(configuration));
    }
}
