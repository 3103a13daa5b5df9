using Azure.Core;
using Support.Platform.Links;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Xunit;

namespace Support.Platform.Tests.Links;

[Collection(SharedAzurite.Name)]
public sealed class Key_ring(AzuriteFixture azurite)
{
    [Fact]
    public async Task Keeps_one_secret_for_all_who_ask_later()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        var keys = new KeyRing(storage.Tables, Some.Random);

        byte[] secret = await keys.SecretAsync(CancellationToken.None);

        Assert.Equal(32, secret.Length);
        Assert.Equal(secret, await keys.SecretAsync(CancellationToken.None));
        Assert.Equal(secret, await new KeyRing(storage.Tables, Some.Random).SecretAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Gives_two_who_make_it_at_the_same_moment_the_same()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        var transport = new TestTransport();
        using var bothLooked = new CountdownEvent(2);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        transport.Around = async (message, send) =>
        {
            await send();
            if (message.Request.Method == RequestMethod.Get && !go.Task.IsCompleted)
            {
                // Both have seen that there is no secret before either makes one.
                if (bothLooked.Signal())
                {
                    go.SetResult();
                }

                await go.Task;
            }
        };

        byte[][] secrets = await Task.WhenAll(
            new KeyRing(storage.NewClient(transport), Some.Random).SecretAsync(CancellationToken.None).AsTask(),
            new KeyRing(storage.NewClient(transport), Some.Random).SecretAsync(CancellationToken.None).AsTask());

        Assert.Equal(secrets[0], secrets[1]);
        Assert.Single(await storage.RowsAsync(TableNames.KeyRing));
    }

    [Fact]
    public async Task Asks_storage_once()
    {
        TestStorage storage = await TestStorage.EmptyAsync(azurite);
        var transport = new TestTransport();
        var keys = new KeyRing(storage.NewClient(transport), Some.Random);
        await keys.SecretAsync(CancellationToken.None);
        int before = transport.Requests.Count;

        await keys.SecretAsync(CancellationToken.None);

        Assert.Equal(before, transport.Requests.Count);
    }
}
