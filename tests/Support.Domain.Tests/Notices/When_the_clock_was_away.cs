using Support.Domain.Model;
using Support.Domain.Notices;
using Support.Domain.Tests.Builders;
using Support.Domain.Tests.Model;
using Xunit;

namespace Support.Domain.Tests.Notices;

public class When_the_clock_was_away
{
    private static readonly DateTimeOffset Opened = Moment.At("2026-01-07 10:00");

    [Fact]
    public void The_same_people_are_told_of_the_same_things_as_by_a_punctual_one() => Assert.Equal(
        Critical().LiveUntil(Opened.AddHours(5)).Told().Select(Line),
        Critical().Fire(Opened.AddHours(5)).Told().Select(Line));

    [Fact]
    public void A_step_tells_who_held_the_ticket_then_though_the_next_step_of_the_same_moment_moved_it() => Assert.Contains(
        "Page Email ben@example.test",
        Critical().Fire(Opened.AddMinutes(16)).ToldLast().Select(NoticeLine.Of));

    private static string Line(Notice notice) => $"{NoticeLine.Of(notice)} {notice.RaisedTo} {notice.Cause}";

    private static ATicket Critical() => ATicket.Opened(Opened, Grade.High, ModelFile.Model);
}
