using Support.Platform.Mail;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Mail;

public sealed class Mail_pace
{
    private readonly ManualTimeProvider _time = new();
    private readonly MailPace _pace;

    public Mail_pace() => _pace = new MailPace(new MemoryBackend().Tables, _time);

    private Task<DateTimeOffset> TakeAsync(string whose = "ann", int perHour = 4) => _pace.TakeMomentAsync(whose, perHour, CancellationToken.None);

    [Fact]
    public async Task Takes_so_many_at_once_and_then_one_after_the_other()
    {
        DateTimeOffset now = _time.GetUtcNow();
        var moments = new List<TimeSpan>();
        for (int i = 0; i < 7; i++)
        {
            moments.Add(await TakeAsync() - now);
        }

        Assert.Equal([0, 0, 0, 0, 15, 30, 45], moments.Select(static moment => moment.TotalMinutes));
        Assert.Equal(now, await TakeAsync("bob"));
    }

    [Fact]
    public async Task Takes_mails_at_once_again_after_a_rest()
    {
        for (int i = 0; i < 6; i++)
        {
            await TakeAsync();
        }

        _time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(_time.GetUtcNow(), await TakeAsync());
    }

    [Fact]
    public async Task Gives_each_of_those_who_come_at_the_same_moment_a_moment_of_its_own()
    {
        DateTimeOffset[] moments = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync()));

        Assert.Equal(4, moments.Count(moment => moment > _time.GetUtcNow()));
        Assert.Equal(5, moments.Distinct().Count());
    }
}
