using Azure.Data.Tables;
using Support.Local.Durable;
using Support.TestKit.Azurite;
using Xunit;

namespace Microsoft.DurableTask.Tests;

/// <summary>Base of tests that hold on every store.</summary>
public abstract class EngineContract : IAsyncLifetime
{
    private readonly List<TestHub> _hubs = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (TestHub hub in _hubs)
        {
            await hub.DisposeAsync();
        }
    }

    private protected abstract IDurableStore NewStore();

    private protected TestHub NewHub(Action<DurableTaskRegistry> register)
    {
        var hub = new TestHub(NewStore(), register);
        _hubs.Add(hub);
        return hub;
    }

    private protected async Task<TestHub> StartHubAsync(Action<DurableTaskRegistry> register, bool replayEveryTurn = false)
    {
        TestHub hub = NewHub(register);
        hub.ReplayEveryTurn = replayEveryTurn;
        await hub.StartAsync();
        return hub;
    }
}

/// <summary>One Azurite for all tests that need one.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";

    internal static IDurableStore NewStore(AzuriteFixture azurite) => new TableDurableStore(
        new TableServiceClient(azurite.ConnectionString),
        new DurableTaskEngineOptions { HubName = "Hub" + Guid.NewGuid().ToString("N") });
}
