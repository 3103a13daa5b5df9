using Microsoft.Extensions.Logging;
using Support.Local.Hosting.Logging;
using Support.Local.Worker.Tests.Clock;
using Xunit;

namespace Support.Local.Worker.Tests.Hosting;

public sealed class OneLineLoggerTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly StringWriter _output = new();

    [Fact]
    public void An_event_is_one_line_whatever_is_in_it()
    {
        Log(LogLevel.Error, 1, "went\nwrong", new InvalidOperationException("out\r\ner", new TimeoutException("inner")));
        Assert.Equal(
            ["09:00:00.000 fail Thing: went wrong | InvalidOperationException: out er < TimeoutException: inner"],
            Lines());
    }

    [Fact]
    public void What_repeats_is_written_a_few_times_and_then_counted()
    {
        for (int i = 0; i < 100; i++)
        {
            Log(LogLevel.Warning, 1, "storage is gone");
        }

        Assert.Equal(5, Lines().Length);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Log(LogLevel.Warning, 1, "storage is gone");
        Assert.EndsWith("storage is gone (95 more like this)", Lines()[5], StringComparison.Ordinal);
    }

    [Fact]
    public void One_kind_of_event_does_not_keep_another_back()
    {
        for (int i = 0; i < 10; i++)
        {
            Log(LogLevel.Warning, 1, "one");
        }

        Log(LogLevel.Warning, 2, "two");
        Assert.Contains("two", Lines()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Information_of_others_is_left_out()
    {
        using ILoggerFactory factory = LoggerFactory.Create(new OneLineLoggerProvider(_output, _clock).AddTo);
        factory.CreateLogger("Support.Functions.Intake").LogInformation("ours");
        factory.CreateLogger("Microsoft.Hosting.Lifetime").LogInformation("theirs");
        factory.CreateLogger("Microsoft.AspNetCore").LogWarning("their warning");
        Assert.Equal(2, Lines().Length);
    }

    private void Log(LogLevel level, int eventId, string message, Exception? exception = null) =>
        Logger().Log(level, new EventId(eventId), message, exception, static (state, _) => state);

    private ILogger Logger() => _logger ??= new OneLineLoggerProvider(_output, _clock).CreateLogger("Some.Name.Space.Thing");

    private ILogger? _logger;

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
