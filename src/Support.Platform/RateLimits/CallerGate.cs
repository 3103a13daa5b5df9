using System.Globalization;
using Microsoft.AspNetCore.Http;
using Support.Domain.Model;
using Support.Platform.ApiKeys;
using Support.Platform.Http;
using Support.Platform.Model;

namespace Support.Platform.RateLimits;

/// <summary>
/// The one gate before everything that strangers may ask: how large a request is apart from its body, whose key it brings,
/// and how often its address and its key have asked. Every instance of the app counts for itself, so the limits of the
/// whole are as many times higher as there are instances; a count in storage would cost each request more than it saves.
/// </summary>
public sealed class CallerGate(ApiKeyStore keys, CallerAddresses addresses, SupportModelSource model, TokenBuckets buckets)
{
    /// <summary>The header that brings a key.</summary>
    public const string KeyHeader = "X-Support-Key";

    /// <summary>The longest query, in characters.</summary>
    public const int QueryMax = 8 * 1024;

    /// <summary>Names and values of all headers together, in characters.</summary>
    public const int HeadersMax = 16 * 1024;

    private const string Failures = "failures";

    // Systems that post here prove themselves by a secret of their own, which their function asks for.
    private const string ProvenElsewhere = "/api/intake/";

    /// <summary>Lets a request in; the problem to answer with when it may not. Writes the rate limits into the answer's headers.</summary>
    public async Task<Problem?> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        HttpRequest request = context.Request;
        if (request.QueryString.Value?.Length > QueryMax)
        {
            return Problems.QueryTooLong(QueryMax);
        }

        if (request.Headers.Sum(static header => (long)header.Key.Length + header.Value.Sum(static value => (long)(value?.Length ?? 0))) > HeadersMax)
        {
            return Problems.HeadersTooLarge(HeadersMax);
        }

        IntakeRates rates = model.Current.Intake.Limits.Rates;
        string? address = addresses.Of(context);
        var asked = new List<Asked>();
        Count(asked, "address", address, rates.Address);
        Problem? wrongKey = null;
        if (request.Headers.TryGetValue(KeyHeader, out Microsoft.Extensions.Primitives.StringValues sent))
        {
            wrongKey = await ReadKeyAsync(context, sent.ToString(), address, rates, cancellationToken);
            Count(asked, "key", ApiKey.Of(request)?.Id, rates.Key);
        }
        else if (IsAnonymousWrite(request))
        {
            Count(asked, "anonymous", address, rates.Anonymous);
        }

        Tell(context.Response, asked);
        return wrongKey ?? Refusal(asked);
    }

    /// <summary>Counts that somebody failed to prove who they are.</summary>
    public void Failed(HttpContext context)
    {
        if (addresses.Of(context) is { } address)
        {
            buckets.Take(Name(Failures, address), model.Current.Intake.Limits.Rates.Failures);
        }
    }

    private async Task<Problem?> ReadKeyAsync(
        HttpContext context, string sent, string? address, IntakeRates rates, CancellationToken cancellationToken)
    {
        // Who guesses is stopped before storage is asked once more.
        if (address is not null && buckets.Look(Name(Failures, address), rates.Failures) is { Allowed: false } tired)
        {
            return Problems.TooMany(Failures, Seconds(tired.RetryAfter));
        }

        if (await keys.FindAsync(sent, cancellationToken) is not { } key)
        {
            return Problems.KeyNotValid();
        }

        context.Features.Set(key);
        return null;
    }

    private void Count(List<Asked> asked, string policy, string? who, Rate rate)
    {
        if (who is not null)
        {
            asked.Add(new Asked(policy, rate, buckets.Take(Name(policy, who), rate)));
        }
    }

    private static bool IsAnonymousWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && !request.Path.StartsWithSegments(ProvenElsewhere.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static Problem? Refusal(List<Asked> asked) =>
        asked.Where(static one => !one.State.Allowed).MaxBy(static one => one.State.RetryAfter) is { } refusing
            ? Problems.TooMany(refusing.Policy, Seconds(refusing.State.RetryAfter))
            : null;

    // draft-ietf-httpapi-ratelimit-headers: q is what a rested caller may ask at once, w how long it takes to have rested.
    private static void Tell(HttpResponse response, List<Asked> asked)
    {
        if (asked.Count > 0)
        {
            response.Headers["RateLimit-Policy"] = string.Join(", ", asked.Select(static one =>
                string.Create(CultureInfo.InvariantCulture, $"\"{one.Policy}\";q={one.Rate.Burst};w={Math.Max(1, (60L * one.Rate.Burst + one.Rate.PerMinute - 1) / one.Rate.PerMinute)}")));
            response.Headers["RateLimit"] = string.Join(", ", asked.Select(static one =>
                string.Create(CultureInfo.InvariantCulture, $"\"{one.Policy}\";r={one.State.Remaining};t={Seconds(one.State.FullIn)}")));
        }
    }

    private static string Name(string policy, string who) => $"{policy} {who}";

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private sealed record Asked(string Policy, Rate Rate, BucketState State);
}
