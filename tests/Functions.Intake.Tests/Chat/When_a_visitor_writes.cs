using System.Text.Json;
using Xunit;

namespace Support.Functions.Intake.Tests.Chat;

public sealed class When_a_visitor_writes
{
    [Fact]
    public async Task The_same_id_is_the_same_message_and_no_other()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();

        Seen first = await app.WriteAsync(session, token, "m1", "Hello?");
        Seen again = await app.WriteAsync(session, token, "m1", "Hello?");
        Seen reused = await app.WriteAsync(session, token, "m1", "Something else");

        Assert.Equal((201, 201, 422), (first.Status, again.Status, reused.Status));
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        JsonElement message = Assert.Single((await app.ReadAsync(session, token)).Body.GetProperty("messages").EnumerateArray());
        Assert.Equal(("Hello?", "m1", "visitor"), (message.GetProperty("text").GetString(), message.GetProperty("clientId").GetString(), message.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Two_first_messages_at_once_open_one_ticket()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();

        Seen[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => app.WriteAsync(session, token, $"m{i}", $"Hello {i}")));

        Assert.Single(taken.Select(answer => answer.Body.GetProperty("ticket").GetString()).Distinct());
        Assert.Equal([1L, 2, 3, 4], taken.Select(answer => answer.Body.GetProperty("id").GetInt64()).Order());
    }

    [Fact]
    public async Task The_agents_answer_is_there_from_its_place_on()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync();
        string ticket = (await app.WriteAsync(session, token, "m1", "Hello?")).Body.GetProperty("ticket").GetString()!;
        await app.ReplyAsync(ticket, "Yes?");

        JsonElement news = (await app.ReadAsync(session, token, "?after=1")).Body;

        JsonElement answer = Assert.Single(news.GetProperty("messages").EnumerateArray());
        Assert.Equal((2, "Nadia", 2), (answer.GetProperty("id").GetInt64(), answer.GetProperty("name").GetString(), news.GetProperty("next").GetInt64()));
        Assert.Empty((await app.ReadAsync(session, token, "?after=2")).Body.GetProperty("messages").EnumerateArray());
        Assert.Equal(400, (await app.ReadAsync(session, token, "?after=-1")).Status);
        Assert.Equal(400, (await app.ReadAsync(session, token, "?wait=26")).Status);
        Assert.Equal(200, (await app.ReadAsync(session, token, $"?after={long.MaxValue}")).Status);
    }

    [Fact]
    public async Task A_chat_in_which_nobody_answered_sends_no_transcript()
    {
        ChatApp app = await ChatApp.NewAsync();
        (string session, string token) = await app.BeginAsync("""{ "email": "rita@customer.example" }""");
        Assert.Equal(200, (await app.EndAsync(session, token)).Status);
        string ticket = (await app.WriteAsync(session, token, "m1", "Hello?")).Body.GetProperty("ticket").GetString()!;

        Assert.False((await app.EndAsync(session, token)).Body.GetProperty("transcript").GetBoolean());
        Assert.True((await app.ReadAsync(session, token)).Body.GetProperty("ended").GetBoolean());
        await app.ReplyAsync(ticket, "Yes?");

        Assert.True((await app.EndAsync(session, token)).Body.GetProperty("transcript").GetBoolean());
    }
}
