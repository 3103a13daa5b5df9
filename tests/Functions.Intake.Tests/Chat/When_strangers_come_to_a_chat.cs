using Support.Functions.Intake.Chat;
using Xunit;

namespace Support.Functions.Intake.Tests.Chat;

public sealed class When_strangers_come_to_a_chat
{
    [Fact]
    public async Task A_token_that_is_forged_or_anothers_or_missing_opens_nothing()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();
        (string other, string othersToken) = await app.BeginAsync();
        string forged = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        string longer = $"{long.Parse(token[..token.IndexOf('.', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) + 1}{token[token.IndexOf('.', StringComparison.Ordinal)..]}";

        foreach (string? wrong in new[] { forged, longer, othersToken, "", "x", null })
        {
            Assert.Equal(401, (await app.WriteAsync(session, wrong, "m1", "Hello?")).Status);
            Assert.Equal(401, (await app.ReadAsync(session, wrong)).Status);
            Assert.Equal(401, (await app.EndAsync(session, wrong)).Status);
            Assert.Equal(401, (await app.TicketAsync(session, wrong)).Status);
        }

        Assert.Equal(200, (await app.ReadAsync(session, token)).Status);
        Assert.Equal(401, (await app.ReadAsync(other, token)).Status);
        Assert.Equal(401, (await app.ReadAsync("../" + session, token)).Status);
    }

    [Fact]
    public async Task A_token_expires()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();

        app.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(200, (await app.ReadAsync(session, token)).Status);
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(401, (await app.ReadAsync(session, token)).Status);
    }

    [Fact]
    public async Task A_streams_ticket_opens_the_stream_alone_and_for_a_moment()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();
        string ticket = (await app.TicketAsync(session, token)).Body.GetProperty("ticket").GetString()!;

        Assert.IsType<ChatEventsAnswer>(Inner(await app.StreamAsync(session, $"?ticket={ticket}")));
        Assert.Equal(401, (await ChatApp.SeeAsync(app.StreamAsync(session, $"?ticket={token}"))).Status);
        Assert.Equal(401, (await app.ReadAsync(session, ticket)).Status);
        Assert.Equal(401, (await app.ReadAsync(session, null, $"?ticket={ticket}")).Status);

        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, (await ChatApp.SeeAsync(app.StreamAsync(session, $"?ticket={ticket}"))).Status);
    }

    [Fact]
    public async Task One_chat_waits_at_a_few_places_at_once()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();
        IDisposable?[] places = [.. Enumerable.Range(0, 5).Select(_ => app.Listening.Enter(session))];

        Assert.Equal([true, true, true, true, false], places.Select(place => place is not null));
        Seen refused = await app.ReadAsync(session, token);
        Assert.Equal((429, "25"), (refused.Status, refused.Headers.RetryAfter.ToString()));

        places[0]!.Dispose();
        places[0]!.Dispose();
        Assert.Equal(200, (await app.ReadAsync(session, token)).Status);
    }

    [Fact]
    public async Task A_flood_is_refused_until_the_minute_is_over()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();
        for (int i = 0; i < WriteInChatFunction.MessagesPerMinuteMax; i++)
        {
            Assert.Equal(201, (await app.WriteAsync(session, token, $"m{i}", "Hello?")).Status);
        }

        Seen refused = await app.WriteAsync(session, token, "one-more", "Hello?");
        Assert.Equal((429, "60"), (refused.Status, refused.Headers.RetryAfter.ToString()));

        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await app.WriteAsync(session, token, "one-more", "Hello?")).Status);
    }

    [Theory]
    [InlineData(ChatApp.Shop, true)]
    [InlineData("https://help.example.com", true)]
    [InlineData("https://functions.example.net", true)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("https://shop.example.com.evil.example", false)]
    [InlineData("http://shop.example.com", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_allowed_origins_get_in(string origin, bool allowed)
    {
        ChatApp app = await ChatApp.NewAsync();

        Seen preflight = await app.PreflightAsync(origin);
        Seen opened = await app.OpenAsync("{}", origin);

        Assert.Equal((allowed ? 204 : 403, allowed ? 201 : 403), (preflight.Status, opened.Status));
        Assert.Equal(allowed ? origin : "", preflight.Headers.AccessControlAllowOrigin.ToString());
        Assert.Equal(allowed ? "Origin" : "", opened.Headers.Vary.ToString());
        Assert.False(opened.Headers.ContainsKey("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("""{ "email": "no" }""", "#/email")]
    [InlineData("""{ "page": "javascript:alert(1)" }""", "#/page")]
    [InlineData("""{ "application": "none" }""", "#/application")]
    [InlineData("""{ "name": "A\u0000" }""", "#/name")]
    [InlineData("""{ "admin": true }""", "#/admin")]
    public async Task What_they_say_of_themselves_is_checked(string body, string pointer)
    {
        Seen answer = await (await ChatApp.NewAsync()).OpenAsync(body);

        Assert.Equal(422, answer.Status);
        Assert.Equal(pointer, Assert.Single(answer.Body.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    private static Microsoft.AspNetCore.Http.IResult Inner(Microsoft.AspNetCore.Http.IResult answer) => Assert.IsType<CrossOriginAnswer>(answer).Answer;
}
