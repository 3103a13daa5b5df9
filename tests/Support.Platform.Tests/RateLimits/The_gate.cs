using System.Net;
using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Platform.ApiKeys;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.RateLimits;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.RateLimits;

public sealed class The_gate
{
    private readonly MemoryBackend _backend = new();
    private readonly ManualTimeProvider _time = new();
    private readonly ApiKeyStore _keys;
    private readonly CallerGate _gate;

    public The_gate()
    {
        _keys = new ApiKeyStore(_backend.Tables, _time, Some.Random);
        _gate = Gate();
    }

    [Fact]
    public async Task Stops_a_flood_tells_when_to_come_again_and_lets_in_who_does()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Null(await EnterAsync("192.0.2.1"));
        }

        Problem flooded = (await EnterAsync("192.0.2.1"))!;
        Assert.Equal((429, 6), (flooded.Status, flooded.RetryAfterSeconds));
        Assert.Null(await EnterAsync("192.0.2.2"));

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await EnterAsync("192.0.2.1"));
    }

    [Fact]
    public async Task Says_in_every_answer_how_much_is_left()
    {
        DefaultHttpContext context = Context("192.0.2.1");
        await _gate.EnterAsync(context, default);
        Assert.Equal("\"address\";q=5;w=5, \"anonymous\";q=3;w=18", context.Response.Headers["RateLimit-Policy"]);
        Assert.Equal("\"address\";r=4;t=1, \"anonymous\";r=2;t=6", context.Response.Headers["RateLimit"]);
    }

    [Fact]
    public async Task Counts_a_network_of_ipv6_as_one_caller()
    {
        for (int i = 1; i <= 3; i++)
        {
            Assert.Null(await EnterAsync($"2001:db8::{i}"));
        }

        Assert.Equal(429, (await EnterAsync("2001:db8::ffff"))!.Status);
        Assert.Null(await EnterAsync("2001:db8:0:1::1"));
    }

    [Fact]
    public async Task Leaves_loopback_alone_unless_it_is_told_otherwise()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Null(await EnterAsync("127.0.0.1"));
        }

        CallerGate strict = Gate(("Intake:limitLoopback", "true"));
        Assert.Equal(5, await CountAsync(strict, () => Context("::1", method: "GET")));
    }

    [Fact]
    public async Task Believes_what_the_front_end_wrote_and_nothing_that_stands_before_it()
    {
        CallerGate gate = Gate(("Intake:trustForwardedFor", "true"));
        int entered = 0;
        Assert.Equal(3, await CountAsync(gate, () => Forwarded($"10.0.0.{entered++}, 198.51.100.7:1234")));
        Assert.Null(await gate.EnterAsync(Forwarded("198.51.100.7, 198.51.100.8:99"), default));

        // Who is not behind the front end has made the header up.
        Assert.Equal(3, await CountAsync(_gate, () => Forwarded($"10.0.0.{entered++}", "192.0.2.9")));
    }

    [Fact]
    public async Task Knows_a_key_and_counts_it_by_itself()
    {
        (ApiKeyText text, _) = await _keys.MakeAsync(Draft(), default);
        DefaultHttpContext context = Context("192.0.2.1", text.Text);

        Assert.Null(await _gate.EnterAsync(context, default));

        Assert.Equal(text.Id, ApiKey.Of(context.Request)!.Id);
        Assert.Equal(1, await CountAsync(_gate, () => Context("192.0.2.77", text.Text)));
    }

    [Fact]
    public async Task Stops_who_tries_keys()
    {
        string wrong = ApiKeyText.Draw(Some.Random).Text;
        for (int i = 0; i < 2; i++)
        {
            DefaultHttpContext context = Context("192.0.2.1", wrong);
            Problem refused = (await _gate.EnterAsync(context, default))!;
            Assert.Equal((401, (string?)null), (refused.Status, refused.Detail));
            _gate.Failed(context);
        }

        (ApiKeyText right, _) = await _keys.MakeAsync(Draft(), default);
        Assert.Equal(429, (await _gate.EnterAsync(Context("192.0.2.1", right.Text), default))!.Status);
        Assert.Null(await _gate.EnterAsync(Context("192.0.2.2", right.Text), default));
    }

    [Fact]
    public async Task Refuses_headers_and_queries_that_are_too_long()
    {
        DefaultHttpContext context = Context("192.0.2.1");
        context.Request.QueryString = new QueryString("?q=" + new string('a', CallerGate.QueryMax));
        Assert.Equal(414, (await _gate.EnterAsync(context, default))!.Status);

        context = Context("192.0.2.1");
        context.Request.Headers["X-Much"] = new string('a', CallerGate.HeadersMax);
        Assert.Equal(431, (await _gate.EnterAsync(context, default))!.Status);
    }

    [Fact]
    public async Task Leaves_systems_that_prove_themselves_otherwise_to_their_functions()
    {
        int entered = 0;
        Assert.Equal(5, await CountAsync(_gate, () =>
        {
            DefaultHttpContext context = Context("192.0.2.1");
            context.Request.Path = entered++ % 2 == 0 ? "/api/intake/alerts/alertmanager" : "/API/Intake/webhooks/github";
            return context;
        }));
    }

    private CallerGate Gate(params (string, string)[] settings) => new(
        _keys,
        new CallerAddresses(Some.Configuration(settings)),
        new SupportModelSource(Some.Model with
        {
            Intake = Some.Model.Intake with
            {
                Limits = new IntakeLimits
                {
                    Rates = new IntakeRates { Address = new Rate(60, 5), Anonymous = new Rate(10, 3), Key = new Rate(10, 2), Failures = new Rate(1, 2) },
                },
            },
        }),
        new TokenBuckets(_time));

    private static async Task<int> CountAsync(CallerGate gate, Func<HttpContext> next)
    {
        int entered = 0;
        while (await gate.EnterAsync(next(), default) is null)
        {
            entered++;
        }

        return entered;
    }

    private async Task<Problem?> EnterAsync(string address) => await _gate.EnterAsync(Context(address), default);

    private static DefaultHttpContext Context(string address, string? key = null, string method = "POST")
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Method = method;
        context.Request.Path = "/api/tickets";
        if (key is not null)
        {
            context.Request.Headers[CallerGate.KeyHeader] = key;
        }

        return context;
    }

    private static DefaultHttpContext Forwarded(string value, string socket = "127.0.0.1")
    {
        DefaultHttpContext context = Context(socket);
        context.Request.Headers["X-Forwarded-For"] = value;
        return context;
    }

    private ApiKey Draft() => new()
    {
        Id = string.Empty, Name = "x", Scopes = [ApiKey.WriteTickets], CreatedAt = _time.GetUtcNow(), CreatedBy = "rosa",
    };
}
