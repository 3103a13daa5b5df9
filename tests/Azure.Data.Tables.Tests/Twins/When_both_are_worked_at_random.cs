using Azure.Data.Tables.Tests.Storage;
using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Data.Tables.Tests.Twins;

/// <summary>The same operations, drawn from a seed, have the same outcomes on the emulator and in memory.</summary>
[Collection(nameof(OnAzurite))]
public sealed class When_both_are_worked_at_random(AzuriteFixture azurite)
{
    private const int SequencesASeed = 30;

    private readonly TableServiceClient _azurite = new AzuriteTableStorage(azurite).Connect();
    private readonly TableServiceClient _memory = new MemoryTableStorage().Connect();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Their_outcomes_are_equal(int seed)
    {
        string name = "r" + Guid.NewGuid().ToString("N");
        TableClient real = _azurite.GetTableClient(name);
        TableClient memory = _memory.GetTableClient(name);
        await real.CreateAsync();
        await memory.CreateAsync();

        for (int sequence = 0; sequence < SequencesASeed; sequence++)
        {
            int each = (seed * 1_000) + sequence;
            Assert.Equal(
                await new RandomWork(real, $"p{sequence}", each).RunAsync(),
                await new RandomWork(memory, $"p{sequence}", each).RunAsync());
        }

        await real.DeleteAsync();
    }
}
