using FsCheck.Fluent;
using Support.Domain.Model;
using Support.Platform.RateLimits;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.RateLimits;

public sealed class Token_buckets
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Let_a_burst_through_and_then_one_by_one()
    {
        var buckets = new TokenBuckets(_time);
        var rate = new Rate(PerMinute: 60, Burst: 3);
        Assert.Equal([2, 1, 0], Enumerable.Range(0, 3).Select(_ => buckets.Take("a", rate).Remaining));

        BucketState empty = buckets.Take("a", rate);
        Assert.Equal(new BucketState(false, 0, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)), empty);
        Assert.True(buckets.Take("b", rate).Allowed);

        _time.Advance(empty.RetryAfter);
        Assert.True(buckets.Look("a", rate).Allowed);
        Assert.True(buckets.Take("a", rate).Allowed);
        Assert.False(buckets.Take("a", rate).Allowed);
    }

    [Fact]
    public void Never_let_more_through_than_the_burst_and_what_came_back_meanwhile() => Property.Holds(
        from perMinute in Gen.Choose(1, 1000)
        from burst in Gen.Choose(1, 50)
        from waits in Gen.ListOf(Gen.Choose(0, 3000), 100)
        select (new Rate(perMinute, burst), waits.ToArray()),
        (rate, waits) =>
        {
            var time = new ManualTimeProvider();
            var buckets = new TokenBuckets(time);
            var passed = TimeSpan.Zero;
            int through = 0;
            foreach (int wait in waits)
            {
                time.Advance(TimeSpan.FromMilliseconds(wait));
                passed += TimeSpan.FromMilliseconds(wait);
                BucketState state = buckets.Take("a", rate);
                through += state.Allowed ? 1 : 0;

                // A token takes whole ticks to come back, so a few of the shortest come back a tick early.
                Assert.True(through <= rate.Burst + Math.Ceiling((passed.TotalMinutes * rate.PerMinute) + 0.01));
                Assert.InRange(state.Remaining, 0, rate.Burst);
            }
        },
        count: 300);

    [Fact]
    public void Who_waits_as_long_as_was_said_is_let_through() => Property.Holds(
        from perMinute in Gen.Choose(1, 100_000)
        from burst in Gen.Choose(1, 20)
        select new Rate(perMinute, burst),
        rate =>
        {
            var time = new ManualTimeProvider();
            var buckets = new TokenBuckets(time);
            BucketState state = buckets.Take("a", rate);
            while (state.Allowed)
            {
                state = buckets.Take("a", rate);
            }

            time.Advance(state.RetryAfter);
            Assert.True(buckets.Take("a", rate).Allowed);
        },
        count: 200);

    [Fact]
    public void Remember_no_more_names_than_they_may_and_forget_who_asked_longest_ago()
    {
        var buckets = new TokenBuckets(_time, namesMax: 2);
        var rate = new Rate(1, 1);
        buckets.Take("a", rate);
        buckets.Take("b", rate);
        buckets.Take("c", rate);

        Assert.Equal(2, buckets.Count);
        Assert.False(buckets.Look("b", rate).Allowed);
        Assert.False(buckets.Look("c", rate).Allowed);
        Assert.True(buckets.Look("a", rate).Allowed);
    }
}
