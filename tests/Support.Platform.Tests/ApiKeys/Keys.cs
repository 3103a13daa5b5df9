using Azure.Data.Tables;
using Support.Platform.ApiKeys;
using Support.Platform.Storage;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.ApiKeys;

public sealed class Keys
{
    private readonly MemoryBackend _backend = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Open_what_they_were_made_for()
    {
        ApiKeyStore store = Store();
        (ApiKeyText text, ApiKey made) = await store.MakeAsync(Draft(), default);

        ApiKey? found = await Store().FindAsync(text.Text, default);

        Assert.Equal(("acme", "shop system", text.Id), (found!.Organisation, found.Name, found.Id));
        Assert.True(found.Allows(ApiKey.WriteTickets));
        Assert.False(found.Allows(ApiKey.ReadTickets));
        Assert.Equal(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), (await store.ListAsync(default)).Single().LastUsedOn);
        Assert.Null(made.LastUsedOn);
    }

    [Fact]
    public async Task Are_kept_without_their_secrets()
    {
        (ApiKeyText text, _) = await Store().MakeAsync(Draft(), default);
        await foreach (TableEntity row in _backend.Tables.GetTableClient(TableNames.ApiKeys).QueryAsync<TableEntity>())
        {
            Assert.DoesNotContain(row, member => member.Value is string kept && kept.Contains(text.Text[13..], StringComparison.Ordinal));
        }

        Assert.DoesNotContain(text.Text[13..], text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_were_mistyped_or_made_up_open_nothing()
    {
        ApiKeyStore store = Store();
        (ApiKeyText text, _) = await store.MakeAsync(Draft(), default);
        var another = ApiKeyText.Draw(Some.Random);

        Assert.Null(await store.FindAsync(text.Text[..^1] + (text.Text[^1] == 'a' ? 'b' : 'a'), default));
        Assert.Null(await store.FindAsync(another.Text, default));
        Assert.Null(await store.FindAsync(null, default));
        Assert.Null(await store.FindAsync(string.Empty, default));
        Assert.Null(await store.FindAsync(new string('x', 62), default));
        Assert.Equal(text.Text, ApiKeyText.Read(text.Text)!.Text);
        Assert.Matches("^sk_[0-9A-Za-z]{59}$", text.Text);
    }

    [Fact]
    public async Task That_are_revoked_open_nothing_after_half_a_minute_at_most()
    {
        ApiKeyStore store = Store();
        ApiKeyStore other = Store();
        (ApiKeyText text, _) = await store.MakeAsync(Draft(), default);
        Assert.NotNull(await other.FindAsync(text.Text, default));

        Assert.Equal("rosa", (await store.RevokeAsync(text.Id, "rosa", default))!.RevokedBy);
        Assert.Equal("rosa", (await store.RevokeAsync(text.Id, "vera", default))!.RevokedBy);

        Assert.Null(await store.FindAsync(text.Text, default));
        Assert.NotNull(await other.FindAsync(text.Text, default));
        _time.Advance(ApiKeyStore.Remembered);
        Assert.Null(await other.FindAsync(text.Text, default));
    }

    [Fact]
    public async Task That_have_ended_open_nothing_even_if_they_are_remembered()
    {
        ApiKeyStore store = Store();
        (ApiKeyText text, _) = await store.MakeAsync(Draft() with { ExpiresAt = _time.GetUtcNow().AddSeconds(10) }, default);
        Assert.NotNull(await store.FindAsync(text.Text, default));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await store.FindAsync(text.Text, default));
    }

    [Theory]
    [InlineData("nosuchkey0")]
    [InlineData("../Tickets")]
    public async Task That_there_are_not_cannot_be_revoked(string id) => Assert.Null(await Store().RevokeAsync(id, "rosa", default));

    private ApiKeyStore Store() => new(_backend.Tables, _time, Some.Random);

    private ApiKey Draft() => new()
    {
        Id = string.Empty, Name = "shop system", Organisation = "acme", Scopes = [ApiKey.WriteTickets], CreatedAt = _time.GetUtcNow(), CreatedBy = "rosa",
    };
}
