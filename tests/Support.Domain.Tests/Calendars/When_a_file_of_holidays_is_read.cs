using Support.Domain.Calendars.Importing;
using Xunit;

namespace Support.Domain.Tests.Calendars;

public class When_a_file_of_holidays_is_read
{
    public static TheoryData<string, string[]> Events => new()
    {
        { "DTSTART;VALUE=DATE:20261225", ["2026-12-25"] },
        { "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227", ["2026-12-25", "2026-12-26"] }, // the end is excluded
        { "DTSTART:20261225\nDURATION:P3D", ["2026-12-25", "2026-12-26", "2026-12-27"] },
        { "DTSTART:20261221\nDURATION:P1W\nEXDATE:20261221", [] },
        { "DTSTART:20261225T000000\nDTEND:20261226T000000", ["2026-12-25"] }, // a local time
        { "DTSTART:20261224T230000Z\nDTEND:20261225T230000Z", ["2026-12-25"] }, // midnight in Berlin
        { "DTSTART;TZID=Europe/Berlin:20261225T000000\nDTEND;TZID=Europe/Berlin:20261227T000000", ["2026-12-25", "2026-12-26"] },
        { "DTSTART;TZID=W. Europe Standard Time:20261225T000000\nDTEND;TZID=\"W. Europe Standard Time\":20261226T000000", ["2026-12-25"] },
        { "DTSTART;TZID=Europe/Athens:20261225T010000\nDTEND;TZID=Europe/Athens:20261226T010000", ["2026-12-25"] },
        { "DTSTART:20260101\nRDATE:20260106,20260110\nRDATE;VALUE=DATE:20260112\nEXDATE:20260110", ["2026-01-01", "2026-01-06", "2026-01-12"] },
        { "DTSTART:20261225\nTRANSP:TRANSPARENT\nDESCRIPTION:Shops\\, too\\; all day", ["2026-12-25"] },
        { "DTSTART:20261225\nSTATUS:CANCELLED", [] },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;COUNT=3", ["2026-12-25", "2027-12-25", "2028-12-25"] },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;UNTIL=20281224", ["2026-12-25", "2027-12-25"] },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;UNTIL=20271224T230000Z", ["2026-12-25", "2027-12-25"] }, // the 25th in Berlin
        { "DTSTART:20240229\nRRULE:FREQ=YEARLY;COUNT=2", ["2024-02-29", "2028-02-29"] }, // years without the day do not count
        { "DTSTART:20260101\nRRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2", ["2026-01-01", "2028-01-01"] },
        { "DTSTART:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3", ["2026-05-25", "2027-05-31", "2028-05-29"] },
        { "DTSTART:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20281231", ["2026-11-26", "2027-11-25", "2028-11-23"] },
        { "DTSTART:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1;COUNT=2", ["2026-05-25", "2027-05-31"] },
        { "DTSTART:20260102\nRRULE:FREQ=YEARLY;BYDAY=1FR,-1FR;COUNT=3;WKST=MO", ["2026-01-02", "2026-12-25", "2027-01-01"] },
        { "DTSTART:20260131\nRRULE:FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=-1;COUNT=3", ["2026-01-31", "2026-02-28", "2027-01-31"] },
        { "DTSTART:20260213\nRRULE:FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR;COUNT=3", ["2026-02-13", "2026-03-13", "2026-11-13"] },
        { "DTSTART:20260101\nRRULE:FREQ=YEARLY;BYMONTH=1,7;COUNT=3", ["2026-01-01", "2026-07-01", "2027-01-01"] },
        { "DTSTART:20261224\nDTEND:20261227\nRRULE:FREQ=YEARLY;COUNT=2\nEXDATE:20271224", ["2026-12-24", "2026-12-25", "2026-12-26"] },
        { "DTSTART:16010101\nRRULE:FREQ=YEARLY;UNTIL=19710101", ["1970-01-01", "1971-01-01"] },
        { "DTSTART:20991231\nRRULE:FREQ=YEARLY", ["2099-12-31", "2100-12-31"] },
    };

    /// <summary>The lines of the event begin in line 4; the event itself in line 3.</summary>
    public static TheoryData<string, int, string> Mistakes => new()
    {
        { "DTSTART:20260230", 4, "such as 20261225" },
        { "DTSTART:tomorrow", 4, "found tomorrow" },
        { "DTEND:20260101", 3, "Expected a DTSTART" },
        { "DTSTART:20261225\nDTSTART:20261226", 5, "Expected one DTSTART" },
        { "DTSTART:20261225\nDTEND:20261225", 5, "1 to 366 days after the start" },
        { "DTSTART:20261225\nDTEND:20281225", 5, "found 731" },
        { "DTSTART:20261225\nDTEND:20261226\nDURATION:P1D", 6, "found both" },
        { "DTSTART:20261225\nDURATION:PT5H", 5, "whole days" },
        { "DTSTART:20261224T120000\nDTEND:20261224T180000", 4, "'hours'" },
        { "DTSTART:20261225T000000", 3, "no length" },
        { "DTSTART;TZID=Mars/Olympus:20261225T000000\nDTEND:20261226T000000", 4, "TZID=Mars/Olympus" },
        { "DTSTART;VALUE=PERIOD:20261225/P1D", 4, "VALUE=PERIOD" },
        { "DTSTART:20261225\nRECURRENCE-ID:20261225", 5, "RECURRENCE-ID cannot be read" },
        { "DTSTART:20261224T230000Z\nDTEND:20261225T230000Z\nRRULE:FREQ=YEARLY", 4, "another zone's" },
        { "DTSTART:20261225\nRRULE:FREQ=WEEKLY", 5, "FREQ=WEEKLY cannot be read" },
        { "DTSTART:20261225\nRRULE:INTERVAL=2", 5, "Expected FREQ=YEARLY" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;COUNT=2;UNTIL=20300101", 5, "at most one of COUNT and UNTIL" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;BYWEEKNO=20", 5, "BYWEEKNO=20 cannot be read" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;BYMONTH=13", 5, "from 1 to 12" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;INTERVAL=2,3", 5, "found 2,3" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;BYDAY=1XX", 5, "weekday such as -1MO" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;FREQ=YEARLY", 5, "each once" },
        { "DTSTART:20261225\nRRULE:FREQ=YEARLY;UNTIL=later", 5, "UNTIL" },
        { "DTSTART:20261225\nno line at all", 5, "no name and value" },
        { "DTSTART:20261225\nSUMMARY:", 5, "1 to 120 characters" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_every_day_that_it_takes(string lines, string[] dates)
    {
        HolidayFileResult read = HolidayFile.Read(FileOf(lines + "\nSUMMARY:Holiday"), "Europe/Berlin");

        Assert.Empty(read.Mistakes);
        Assert.Equal(dates, read.Holidays.Select(static holiday => holiday.Date));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_cannot_be_read_is_a_mistake_with_its_line(string lines, int line, string words)
    {
        HolidayFileResult read = HolidayFile.Read(FileOf(lines + "\nSUMMARY:Holiday"), "Europe/Berlin");

        HolidayFileMistake mistake = Assert.Single(read.Mistakes);
        Assert.Equal(line, mistake.Line);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "BEGIN:VCALENDAR")]
    [InlineData("Hello", 1, "no name and value")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3, "Expected END:VEVENT")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT", 2, "the end of the file")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", 3, "Expected BEGIN:VCALENDAR")]
    public void So_is_a_file_that_is_none(string text, int line, string words) =>
        Assert.Contains(HolidayFile.Read(text, "Etc/UTC").Mistakes, mistake => mistake.Line == line && mistake.Message.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Names_are_unfolded_and_unescaped()
    {
        HolidayFileResult read = HolidayFile.Read(FileOf("dtstart;value=date:20261226\r\nSUMMARY;LANGUAGE=en;X-A=\"a:b;c\":Boxing\r\n  Day\\, St Ste\r\n\tphen\\nand all"), "Etc/UTC");

        Assert.Equal("Boxing Day, St Stephen and all", Assert.Single(read.Holidays).Name);
    }

    [Fact]
    public void Parts_that_are_no_events_are_left_alone()
    {
        const string Text = """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VTODO
            SUMMARY:Buy presents
            END:VTODO
            BEGIN:VEVENT
            DTSTART:20261225
            SUMMARY:Christmas Day
            BEGIN:VALARM
            SUMMARY:Wake up
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """;

        HolidayFileResult read = HolidayFile.Read(Text, "Etc/UTC");

        Assert.Empty(read.Mistakes);
        Assert.Equal("Christmas Day", Assert.Single(read.Holidays).Name);
    }

    [Fact]
    public void It_is_bounded()
    {
        const string ForEver = "DTSTART:19700101\nDURATION:P366D\nRRULE:FREQ=YEARLY\nSUMMARY:For ever";

        Assert.Contains("20000 days", HolidayFile.Read(FileOf(ForEver), "Etc/UTC").Mistakes.Single().Message, StringComparison.Ordinal);
        Assert.Contains("1 MiB", HolidayFile.Read(new string('x', HolidayFile.LengthMax + 1), "Etc/UTC").Mistakes.Single().Message, StringComparison.Ordinal);
        Assert.Contains("at most 65536", HolidayFile.Read(FileOf("X:" + new string('x', 70_000)), "Etc/UTC").Mistakes[^1].Message, StringComparison.Ordinal);
        Assert.Equal(100, HolidayFile.Read(FileOf(string.Join('\n', Enumerable.Repeat("?", 500))), "Etc/UTC").Mistakes.Count);
    }

    private static string FileOf(string lines) => $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n";
}
