using System.Xml.Linq;
using Azure.Core;
using Support.Local.ServiceBus;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>What lies in the container of large messages.</summary>
internal static class Blobs
{
    public static async Task<IReadOnlyList<string>> ListAsync(IBusStorage storage, string prefix)
    {
        var client = new StorageClient(StorageAccount.From(new ConnectionSettings(storage.ConnectionString)), new ServiceBusRetryOptions { MaxRetries = 0 });
        var uri = new Uri(client.Account.Blobs, $"{EnvelopeStore.ContainerName}?restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}");
        StorageReply reply = await client.SendAsync(RequestMethod.Get, uri, "", CancellationToken.None);
        Assert.True(reply.IsSuccess);
        return [.. XDocument.Load(reply.Content.ToStream()).Descendants("Name").Select(name => name.Value)];
    }
}
