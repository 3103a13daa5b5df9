using System.Web;
using Support.Domain.Tickets;
using Support.Platform.Links;
using Support.Platform.Tests.Fakes;
using Support.TestKit.Azurite;
using Support.TestKit.Time;
using Xunit;

namespace Support.Platform.Tests.Links;

[Collection(SharedAzurite.Name)]
public sealed class Ticket_links(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly TicketId _ticket = Some.Id();
    private KeyRing _keys = null!;
    private TicketLinks _links = null!;

    public async Task InitializeAsync()
    {
        _keys = new KeyRing((await TestStorage.EmptyAsync(azurite)).Tables, Some.Random);
        _links = new TicketLinks(_keys, _time, Some.Configuration(("Support:PublicBaseUrl", "https://help.example.com/eu")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Open_their_ticket_until_they_expire()
    {
        string token = await TokenAsync();
        Assert.True(await OpensAsync(_ticket, token));

        _time.Advance(TicketLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(await OpensAsync(_ticket, token));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await OpensAsync(_ticket, token));
    }

    [Fact]
    public async Task Open_no_other_ticket()
    {
        Assert.False(await OpensAsync(Some.Id(), await TokenAsync()));
    }

    [Fact]
    public async Task Do_not_open_when_the_expiry_is_put_off_or_the_signature_is_changed_anywhere()
    {
        string[] parts = (await TokenAsync()).Split('.');
        Assert.False(await OpensAsync(_ticket, $"{long.Parse(parts[0], null) + 1}.{parts[1]}"));

        for (int i = 0; i < parts[1].Length; i++)
        {
            char other = parts[1][i] == 'A' ? 'B' : 'A';
            string changed = $"{parts[1][..i]}{other}{parts[1][(i + 1)..]}";
            Assert.False(await OpensAsync(_ticket, $"{parts[0]}.{changed}"), $"Character {i} does not matter.");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("garbage")]
    [InlineData("-1.AAAA")]
    [InlineData("99999999999999999999.AAAA")]
    [InlineData("9223372036854775807.")]
    [InlineData("1893456000.\uD800")]
    [InlineData("1e9.AAAA")]
    [InlineData(" 1893456000.AAAA")]
    public async Task Do_not_open_by_garbage(string? token)
    {
        Assert.False(await OpensAsync(_ticket, token));
    }

    [Fact]
    public async Task Lie_under_the_public_address_and_agents_under_the_desks()
    {
        Uri link = await _links.ForRequesterAsync(_ticket, _time.GetUtcNow(), CancellationToken.None);
        Assert.StartsWith($"https://help.example.com/eu/api/tickets/{_ticket}?access=", link.ToString(), StringComparison.Ordinal);
        Assert.Equal($"https://help.example.com/eu/api/desk/tickets/{_ticket}", _links.ForAgent(_ticket).ToString());

        var apart = new TicketLinks(_keys, _time, Some.Configuration(
            ("Support:PublicBaseUrl", "https://help.example.com/"), ("Support:DeskBaseUrl", "https://desk.example.com/")));
        Assert.Equal($"https://desk.example.com/api/desk/tickets/{_ticket}", apart.ForAgent(_ticket).ToString());
    }

    [Fact]
    public async Task Of_one_ticket_from_one_instant_are_the_same()
    {
        Assert.Equal(await TokenAsync(), await TokenAsync());
    }

    [Fact]
    public void Say_which_setting_is_missing()
    {
        InvalidOperationException missing = Assert.Throws<InvalidOperationException>(
            () => new TicketLinks(_keys, _time, Some.Configuration()));

        Assert.Equal("Support:PublicBaseUrl is not set.", missing.Message);
    }

    private async Task<string> TokenAsync()
    {
        Uri link = await _links.ForRequesterAsync(_ticket, _time.GetUtcNow(), CancellationToken.None);
        return HttpUtility.ParseQueryString(link.Query)[TicketLinks.Parameter]!;
    }

    private async Task<bool> OpensAsync(TicketId id, string? token) => await _links.OpensAsync(id, token, CancellationToken.None);
}
