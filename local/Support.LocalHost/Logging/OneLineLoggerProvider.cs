using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Support.Local.Hosting.Logging;

/// <summary>
/// Writes a line an event, for people who watch a terminal. An event that comes again and again, as when the storage is
/// gone, is written a few times and then counted.
/// </summary>
internal sealed class OneLineLoggerProvider(TextWriter writer, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly RepeatFilter _repeats = new(time);

    /// <summary>Information of our own code, warnings of everybody's.</summary>
    public void AddTo(ILoggingBuilder logging) => logging
        .AddProvider(this)
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Support", LogLevel.Information);

    public ILogger CreateLogger(string categoryName) => new OneLineLogger(this, categoryName);

    public void Dispose()
    {
        // The writer is the process's.
    }

    private void Write(LogLevel level, string category, EventId eventId, string message, Exception? exception)
    {
        int suppressed = 0;
        if (level >= LogLevel.Warning && !_repeats.Passes((category, eventId.Id, exception?.GetType()), out suppressed))
        {
            return;
        }

        string repeats = suppressed == 0 ? string.Empty : $" ({suppressed} more like this)";
        string line = $"{time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {Name(level)} {Shorten(category)}: {message}{repeats}{Cause(exception)}";
        lock (_gate)
        {
            writer.WriteLine(OneLine(line));
        }
    }

    private static string Cause(Exception? exception)
    {
        var causes = new List<string>();
        for (Exception? cause = exception; cause is not null && causes.Count < 4; cause = cause.InnerException)
        {
            causes.Add($"{cause.GetType().Name}: {cause.Message}");
        }

        string? place = exception?.StackTrace?.Split('\n')
            .Select(frame => frame.Trim())
            .FirstOrDefault(frame => frame.StartsWith("at Support.", StringComparison.Ordinal));
        return causes.Count == 0 ? string.Empty : $" | {string.Join(" < ", causes)}{(place is null ? string.Empty : $" | {place}")}";
    }

    private static string OneLine(string text) => text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ") : text;

    private static string Shorten(string category) => category[(category.LastIndexOf('.') + 1)..];

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private sealed class OneLineLogger(OneLineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(logLevel, category, eventId, formatter(state, exception), exception);
    }
}
