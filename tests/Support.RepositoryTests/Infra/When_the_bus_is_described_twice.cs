using Xunit;

namespace Support.RepositoryTests.Infra;

/// <summary>The bus of the Azure flavour is in Bicep, that of the local flavour in <c>local/servicebus.json</c>.</summary>
public sealed class When_the_bus_is_described_twice
{
    [Fact]
    public void Both_name_the_same_queues_topics_and_subscriptions()
    {
        Assert.Equal(
            [
                "graph-mail", "intake", "mail", "mirrors", "notices", "ticket-events", "ticket-events/assignment", "ticket-events/clock", "ticket-events/mirror",
                "ticket-events/notices", "ticket-events/relations", "ticket-events/views",
            ],
            BusEntities.InBicep().Keys);
        Assert.Equal(BusEntities.InBicep().Keys, BusEntities.InLocalFlavour().Keys);
    }

    [Fact]
    public void Both_give_them_the_same_properties()
    {
        SortedDictionary<string, BusEntity> local = BusEntities.InLocalFlavour();
        Assert.All(BusEntities.InBicep(), pair => Assert.Equal(pair.Value, local[pair.Key]));
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("notices")]
    public void Queues_drop_repeated_messages_and_keep_what_expires(string queue)
    {
        BusEntity entity = BusEntities.InBicep()[queue];
        Assert.True(entity.RequiresDuplicateDetection);
        Assert.Equal(TimeSpan.FromMinutes(10), entity.DuplicateDetectionWindow);
        Assert.True(entity.DeadLetteringOnMessageExpiration);
    }
}
