using Support.Views.Wording;
using Xunit;

namespace Support.Views.Tests;

public sealed class Times_and_causes
{
    [Theory]
    [InlineData("00:15:00", "15 minutes")]
    [InlineData("04:00:00", "4 hours")]
    [InlineData("01:00:00", "1 hour")]
    [InlineData("2.00:01:00", "48 hours 1 minute")]
    [InlineData("00:03:45.9", "3 minutes 45 seconds")]
    [InlineData("00:00:01", "1 second")]
    [InlineData("00:00:00", "0 minutes")]
    public void Duration_is_in_words_and_never_in_days(string value, string words) =>
        Assert.Equal(words, TimeWords.Duration(TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Instant_is_in_UTC_and_says_so()
    {
        var at = new DateTimeOffset(2026, 11, 1, 23, 15, 59, TimeSpan.FromHours(-5));

        Assert.Equal("Mon 2 Nov 2026 04:15 UTC", TimeWords.At(at));
        Assert.Equal("Monday 2 November 2026, 04:15 UTC", TimeWords.InFull(at));
    }

    [Theory]
    [InlineData("0.5", "50 %")]
    [InlineData("0.333", "33.3 %")]
    [InlineData("1", "100 %")]
    public void Share_is_a_percentage(string share, string words) =>
        Assert.Equal(words, TimeWords.Percent(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("resolution target PT1H30M (policy p) missed at 2026-11-22T12:15:00Z", "resolution target 1 hour 30 minutes (policy p) missed at Sun 22 Nov 2026 12:15 UTC.")]
    [InlineData("customer rang twice!", "customer rang twice!")]
    [InlineData("model PT-1000 and 2026-99-99T12:15:00Z", "model PT-1000 and 2026-99-99T12:15:00Z.")]
    [InlineData(" \r\n ", null)]
    [InlineData(null, null)]
    public void Cause_reads_as_a_sentence(string? cause, string? sentence) => Assert.Equal(sentence, CauseSentence.Of(cause));
}
