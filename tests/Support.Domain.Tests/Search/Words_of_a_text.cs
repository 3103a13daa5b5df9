using Support.Domain.Search;
using Xunit;

namespace Support.Domain.Tests.Search;

public class Words_of_a_text
{
    [Theory]
    [InlineData("The shop is DOWN!", "the shop is down")]
    [InlineData("Größe, Łódź and Ærø", "grosse lodz and aero")]
    [InlineData("cafe\u0301 CAFÉ", "cafe")]
    [InlineData("a b cd", "cd")]
    [InlineData("error 0x80070005 at api.example.test:8443", "error 0x80070005 at api example test 8443")]
    [InlineData("Привет МИР", "привет мир")]
    [InlineData("東京 サーバー", "東京 サーバー")]
    [InlineData("down, down, DOWN", "down")]
    [InlineData("", "")]
    [InlineData("-- / --", "")]
    public void Are_small_plain_and_each_once(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchWords.Of(text, 100)));

    [Fact]
    public void Are_cut_and_counted()
    {
        Assert.Equal([new string('x', SearchWords.LengthMax)], SearchWords.Of(new string('x', 1_000_000), 10));
        Assert.Equal(["w1", "w2", "w3"], SearchWords.Of("w1 w2 w3 w4", 3));
    }
}
