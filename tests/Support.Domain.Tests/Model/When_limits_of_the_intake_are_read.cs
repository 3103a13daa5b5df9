using System.Text.Json.Nodes;
using Support.Domain.Model;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_limits_of_the_intake_are_read
{
    [Fact]
    public void What_is_left_out_keeps_its_default()
    {
        IntakeLimits limits = Read("""{ "attachments": { "sizeMax": 5, "blockedExtensions": ["exe"] }, "rates": { "anonymous": { "perMinute": 3, "burst": 2 } } }""").Model!.Intake.Limits;

        Assert.Equal((5, 20 * 1024 * 1024, 20), (limits.Attachments.SizeMax, limits.Attachments.TotalMax, limits.Attachments.CountMax));
        Assert.Equal(["exe"], limits.Attachments.BlockedExtensions);
        Assert.Equal(new Rate(3, 2), limits.Rates.Anonymous);
        Assert.Equal(new IntakeRates().Key, limits.Rates.Key);
    }

    [Theory]
    [InlineData("""{ "attachments": { "sizeMax": 0 } }""", "/intake/limits/attachments/sizeMax", "from 1 to 33554432")]
    [InlineData("""{ "attachments": { "blockedExtensions": [".exe"] } }""", "/intake/limits/attachments/blockedExtensions/0", "without its dot")]
    [InlineData("""{ "attachments": { "blockedExtensions": ["exe", "exe"] } }""", "/intake/limits/attachments/blockedExtensions/1", "twice")]
    [InlineData("""{ "rates": { "adress": {} } }""", "/intake/limits/rates/adress", "did you mean 'address'?")]
    [InlineData("""{ "rates": { "key": { "perMinute": 1, "burst": 1000001 } } }""", "/intake/limits/rates/key/burst", "from 1 to 1000000")]
    public void What_cannot_be_is_a_mistake(string limits, string pointer, string words)
    {
        ModelMistake mistake = Assert.Single(Read(limits).Mistakes);
        Assert.Equal(pointer, mistake.Pointer);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }

    private static ModelReadResult Read(string limits)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/intake/limits", limits);
        return SupportModelReader.Read(tree.ToJsonString());
    }
}
