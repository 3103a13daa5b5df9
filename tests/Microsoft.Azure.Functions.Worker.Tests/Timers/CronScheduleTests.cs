using System.Globalization;
using Support.Local.Timers;
using Xunit;

namespace Support.Local.Worker.Tests.Timers;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-02 09:03:10", "2026-03-02 09:05:00")]
    [InlineData("0 */5 * * * *", "2026-03-02 09:05:00", "2026-03-02 09:10:00")]
    [InlineData("0 0 * * * *", "2026-03-02 23:30:00", "2026-03-03 00:00:00")]
    [InlineData("0 30 9 * * MON-FRI", "2026-03-06 10:00:00", "2026-03-09 09:30:00")]
    [InlineData("0 30 9 * * 1-5", "2026-03-06 10:00:00", "2026-03-09 09:30:00")]
    [InlineData("0 0 0 1 JAN *", "2026-03-02 09:00:00", "2027-01-01 00:00:00")]
    [InlineData("0 0 0 1 january *", "2026-03-02 09:00:00", "2027-01-01 00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-02 09:00:00", "2028-02-29 00:00:00")]
    [InlineData("0 0 0 13 * FRI", "2026-03-14 00:00:00", "2026-11-13 00:00:00")]
    [InlineData("*/20 * * * * *", "2026-03-02 09:00:59", "2026-03-02 09:01:00")]
    [InlineData("5/25 * * * * *", "2026-03-02 09:00:30", "2026-03-02 09:00:55")]
    [InlineData("10-20/5 * * * * *", "2026-03-02 09:00:10", "2026-03-02 09:00:15")]
    [InlineData("0,30 15 8,20 * * *", "2026-03-02 08:15:00", "2026-03-02 08:15:30")]
    [InlineData("0,30 15 8,20 * * *", "2026-03-02 08:15:30", "2026-03-02 20:15:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31 23:59:59", "2027-12-31 23:59:59")]
    [InlineData("* * * * * SUN", "2026-03-02 00:00:00", "2026-03-08 00:00:00")]
    public void The_next_occurrence_is_the_first_after_a_time(string schedule, string after, string expected) =>
        Assert.Equal(Time(expected), CronSchedule.Parse(schedule, TimeZoneInfo.Utc).NextAfter(Time(after)));

    [Theory]
    [InlineData("*/5 * * * *", "six")]
    [InlineData("60 * * * * *", "between 0 and 59")]
    [InlineData("* * 24 * * *", "between 0 and 23")]
    [InlineData("* * * 0 * *", "between 1 and 31")]
    [InlineData("* * * * 13 *", "between 1 and 12")]
    [InlineData("* * * * * 7", "between 0 and 6")]
    [InlineData("*/0 * * * * *", "step")]
    [InlineData("*/-1 * * * * *", "step")]
    [InlineData("1/2/3 * * * * *", "step")]
    [InlineData("1-2-3 * * * * *", "ends")]
    [InlineData("20-10 * * * * *", "before it begins")]
    [InlineData("x * * * * *", "'x'")]
    [InlineData(", * * * * *", "''")]
    [InlineData("* * * * * FRITZ", "'FRITZ'")]
    [InlineData("0 0 0 31 2 *", "never")]
    [InlineData("", "six")]
    public void A_text_that_is_no_schedule_is_refused_with_what_is_wrong(string schedule, string expected)
    {
        FormatException exception = Assert.Throws<FormatException>(() => CronSchedule.Parse(schedule, TimeZoneInfo.Utc));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_occurrence_agrees_with_looking_at_every_second()
    {
        var random = new Random(20260302);
        for (int i = 0; i < 60; i++)
        {
            string second = Field(random, 0, 59);
            string minute = Field(random, 0, 59);
            string hour = Field(random, 0, 23);
            CronSchedule schedule = CronSchedule.Parse($"{second} {minute} {hour} * * *", TimeZoneInfo.Utc);
            DateTimeOffset after = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(86_400));
            Assert.Equal(BySeconds(second, minute, hour, after), schedule.NextAfter(after));
        }
    }

    private static DateTimeOffset BySeconds(string second, string minute, string hour, DateTimeOffset after)
    {
        DateTimeOffset time = after.AddSeconds(1);
        while (!Allows(second, time.Second) || !Allows(minute, time.Minute) || !Allows(hour, time.Hour))
        {
            time = time.AddSeconds(1);
        }

        return time;
    }

    private static bool Allows(string field, int value) =>
        field == "*" || (field.StartsWith("*/", StringComparison.Ordinal)
            ? value % Number(field[2..]) == 0
            : field.Split(',').Any(part => part.Contains('-', StringComparison.Ordinal)
                ? value >= Number(part.Split('-')[0]) && value <= Number(part.Split('-')[1])
                : Number(part) == value));

    private static string Field(Random random, int min, int max)
    {
        int from = random.Next(min, max);
        return random.Next(4) switch
        {
            0 => "*",
            1 => string.Create(CultureInfo.InvariantCulture, $"*/{random.Next(1, max)}"),
            2 => string.Create(CultureInfo.InvariantCulture, $"{from}-{random.Next(from, max)}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{from},{random.Next(min, max)}"),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
