using Microsoft.AspNetCore.Http;
using Support.Platform.Http;
using Support.Platform.Tickets;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class Request_guards
{
    [Fact]
    public void Are_absent_when_the_request_has_none()
    {
        RequestGuards guards = Read(Web.Post("{}"));

        Assert.Null(guards.Problem);
        Assert.Null(guards.Key);
        Assert.Null(guards.IfVersion);
    }

    [Theory]
    [InlineData("k")]
    [InlineData("5f0c7e9a-0b1c-4a51-9f6e-5d3c1b2a4f60")]
    [InlineData("\"quoted\"")]
    public void Take_a_key(string key)
    {
        Assert.Equal(new IdempotencyKey("scope", key, "hash"), Read(Web.WithHeader("Idempotency-Key", key)).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("schlüssel")]
    [InlineData("a", "b")]
    public void Refuse_what_is_no_key(params string[] values)
    {
        Web.IsProblem("bad-request", 400, Read(Web.WithHeader("Idempotency-Key", values)).Problem);
    }

    [Fact]
    public void Take_255_characters_of_a_key_and_no_more()
    {
        Assert.Null(Read(Web.WithHeader("Idempotency-Key", new string('k', 255))).Problem);
        Web.IsProblem("bad-request", 400, Read(Web.WithHeader("Idempotency-Key", new string('k', 256))).Problem);
    }

    [Theory]
    [InlineData("\"7\"", 7)]
    [InlineData("7", 7)]
    [InlineData(" \"7\" ", 7)]
    [InlineData("*", null)]
    public void Take_the_version_that_the_caller_saw(string ifMatch, int? version)
    {
        RequestGuards guards = Read(Web.WithHeader("If-Match", ifMatch));

        Assert.Null(guards.Problem);
        Assert.Equal(version, guards.IfVersion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("W/\"7\"")]
    [InlineData("\"x\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("-7")]
    [InlineData("99999999999")]
    public void Refuse_what_is_no_version(string ifMatch)
    {
        Web.IsProblem("bad-request", 400, Read(Web.WithHeader("If-Match", ifMatch)).Problem);
    }

    private static RequestGuards Read(HttpRequest request) => RequestGuards.Read(request, "scope", "hash");
}
