using System.Diagnostics;

namespace Support.EndToEnd.Tests.Backend;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is right; the last answer. Fails the test with it when that takes too long.</summary>
    /// <param name="ask">What is asked; an answer that cannot be had because the backend is away counts as a wrong one.</param>
    /// <param name="isRight">Whether the answer is right.</param>
    /// <param name="within">Real time that it may take.</param>
    /// <param name="what">What is waited for, to be told when it does not come.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight, TimeSpan within, string what)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        string last = "no answer";
        do
        {
            try
            {
                T answer = await ask();
                if (isRight(answer))
                {
                    return answer;
                }

                last = Tell(answer);
            }
            catch (HttpRequestException away)
            {
                last = away.Message;
            }

            await timer.WaitForNextTickAsync();
        }
        while (Stopwatch.GetElapsedTime(start) < within);

        throw new TimeoutException($"Within {within.TotalSeconds} s there was not: {what}. Last: {last}");
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan within, string what) =>
        GetAsync(() => Task.FromResult(condition()), static isTrue => isTrue, within, what);

    /// <summary>Lets real time pass up to a moment of a scenario.</summary>
    public static async Task ReachAsync(long start, TimeSpan moment)
    {
        using var timer = new PeriodicTimer(Interval);
        while (Stopwatch.GetElapsedTime(start) < moment)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private static string Tell<T>(T answer) =>
        answer is System.Collections.IEnumerable items and not string
            ? string.Join(Environment.NewLine, items.Cast<object>())
            : answer?.ToString() ?? "nothing";
}
