using System.Text.Json.Nodes;
using Support.Domain.Model;
using Support.Domain.Tests.Calendars;
using Xunit;

namespace Support.Domain.Tests.Model;

public class When_a_calendar_names_files_of_holidays
{
    private const string Germany = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20201003\nRRULE:FREQ=YEARLY\nSUMMARY:Unity Day\nEND:VEVENT\nEND:VCALENDAR\n";

    [Fact]
    public void Their_days_are_holidays()
    {
        ModelReadResult read = Read(path => path == "holidays/germany.ics" ? Germany : null);

        Assert.Empty(read.Mistakes);
        Assert.False(read.Model!.Calendar("office").IsOpen(Hours.At("2029-10-03T10:00+02:00")));
        Assert.True(read.Model.Calendar("office").IsOpen(Hours.At("2029-10-04T10:00+02:00")));
    }

    [Fact]
    public void What_is_wrong_in_one_names_the_pointer_the_file_and_the_line()
    {
        ModelReadResult read = Read(static _ => Germany.Replace("YEARLY", "HOURLY", StringComparison.Ordinal));

        ModelMistake mistake = Assert.Single(read.Mistakes);
        Assert.Equal("/calendars/office/holidayFiles/0", mistake.Pointer);
        Assert.StartsWith("holidays/germany.ics, line 4: FREQ=HOURLY cannot be read", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_makes_another_model()
    {
        string[] hashes =
        [
            .. new[] { Germany, Germany, Germany.Replace("1003", "1004", StringComparison.Ordinal) }.Select(static text => Read(_ => text).Model!.Hash),
        ];

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    private static ModelReadResult Read(Func<string, string?> files)
    {
        JsonNode tree = ModelFile.Tree();
        ModelFile.Set(tree, "/calendars/office/holidayFiles", "[\"holidays/germany.ics\"]");
        return SupportModelReader.Read(tree.ToJsonString(), files);
    }
}
