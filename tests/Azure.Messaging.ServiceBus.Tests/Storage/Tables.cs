using System.Text.Json;
using Azure.Core;
using Support.Local.ServiceBus;

namespace Azure.Messaging.ServiceBus.Tests;

internal static class Tables
{
    public static async Task<IReadOnlyList<string>> ListAsync(IBusStorage storage, string prefix)
    {
        var client = new StorageClient(StorageAccount.From(new ConnectionSettings(storage.ConnectionString)), new ServiceBusRetryOptions { MaxRetries = 0 });
        StorageReply reply = await client.SendAsync(
            RequestMethod.Get, new Uri(client.Account.Tables, "Tables"), "", CancellationToken.None, null, ("Accept", "application/json;odata=nometadata"));
        using JsonDocument list = JsonDocument.Parse(reply.Content);
        return
        [
            .. list.RootElement.GetProperty("value").EnumerateArray()
                .Select(table => table.GetProperty("TableName").GetString()!)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)),
        ];
    }
}
