using System.Text.Json;
using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Support.Domain.Json;
using Xunit;

namespace Support.Domain.Tests.Json;

public class Durations_as_text
{
    [Theory]
    [InlineData("PT0S", 0)]
    [InlineData("PT15M", 15 * TimeSpan.TicksPerMinute)]
    [InlineData("PT24H", TimeSpan.TicksPerDay)]
    [InlineData("PT120H", 5 * TimeSpan.TicksPerDay)]
    [InlineData("PT1H1M1S", TimeSpan.TicksPerHour + TimeSpan.TicksPerMinute + TimeSpan.TicksPerSecond)]
    [InlineData("PT7M30S", 450 * TimeSpan.TicksPerSecond)]
    [InlineData("PT0.5S", TimeSpan.TicksPerSecond / 2)]
    [InlineData("PT0.0000001S", 1)]
    [InlineData("-PT1M", -TimeSpan.TicksPerMinute)]
    [InlineData("-PT2H0.001S", -(2 * TimeSpan.TicksPerHour) - TimeSpan.TicksPerMillisecond)]
    [InlineData("PT256204778H48M5.4775807S", long.MaxValue)]
    [InlineData("-PT256204778H48M5.4775808S", long.MinValue)]
    public void Are_written_and_read_like_this(string text, long ticks)
    {
        var value = TimeSpan.FromTicks(ticks);

        Assert.Equal(text, IsoDuration.Format(value));
        Assert.True(IsoDuration.TryParse(text, out TimeSpan read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("P5D", 5 * TimeSpan.TicksPerDay)]
    [InlineData("P1DT2H", 26 * TimeSpan.TicksPerHour)]
    [InlineData("PT90M", 90 * TimeSpan.TicksPerMinute)]
    [InlineData("PT3600S", TimeSpan.TicksPerHour)]
    [InlineData("PT007M", 7 * TimeSpan.TicksPerMinute)]
    public void May_be_read_in_other_units_than_they_are_written(string text, long ticks)
    {
        Assert.True(IsoDuration.TryParse(text, out TimeSpan read));
        Assert.Equal(TimeSpan.FromTicks(ticks), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("15M")]
    [InlineData("PT15")]
    [InlineData("pt15m")]
    [InlineData("P1M")] // a month has no fixed length
    [InlineData("P1Y")]
    [InlineData("P1Y2M3DT4H")]
    [InlineData("P1W")]
    [InlineData("PT1M1H")]
    [InlineData("PT1.5H")]
    [InlineData("PT1H-5M")]
    [InlineData("+PT1H")]
    [InlineData(" PT1H")]
    [InlineData("PT1H ")]
    [InlineData("PT1H\n")]
    [InlineData("PT 1H")]
    [InlineData("00:15:00")]
    [InlineData("PT٣M")]
    [InlineData("PT99999999999999H")]
    [InlineData("P99999999D")]
    [InlineData("PT0000000000000000000000000000001H")]
    public void Are_nothing_else(string text)
    {
        Assert.False(IsoDuration.TryParse(text, out TimeSpan read));
        Assert.Equal(TimeSpan.Zero, read);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeSpan>(JsonSerializer.Serialize(text), SupportJson.Options));
    }

    [Theory]
    [InlineData("15")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Are_texts_in_JSON(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeSpan>(json, SupportJson.Options));

    [Fact]
    public void Are_read_back_as_they_were_written() => Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(1000)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260105), FSharpOption<int>.None))),
        Prop.ForAll(Arb.From(Durations), static value =>
        {
            string text = IsoDuration.Format(value);

            Assert.True(IsoDuration.TryParse(text, out TimeSpan read), text);
            Assert.Equal(value, read);
            Assert.Equal(value, XmlConvert.ToTimeSpan(text));
            Assert.DoesNotContain('D', text);
        }));

    /// <summary>Of every size from a tick to thousands of years, and round ones.</summary>
    private static Gen<TimeSpan> Durations =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 62)
        from unit in Gen.Elements(1L, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour)
        select TimeSpan.FromTicks((((long)high << 32) | (uint)low) >> shift is var ticks ? ticks / unit * unit : 0);
}
