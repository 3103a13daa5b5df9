using Support.Platform.Mail;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Mail;

public sealed class Suppressions
{
    private readonly SuppressionStore _store = new(new MemoryBackend().Tables, TimeProvider.System);

    [Fact]
    public async Task Are_found_whatever_the_capitals_until_they_are_lifted()
    {
        await _store.AddAsync("Ann@Example.com", "5.1.1", "no such user", Some.Id(), default);
        await _store.AddAsync("ann@example.com", "5.1.10", null, null, default);

        Suppression found = (await _store.FindAsync("ANN@example.com", default))!;
        Assert.Equal(("ann@example.com", "5.1.10"), (found.Address, found.Status));
        Assert.Contains("5.1.10", found.Why, StringComparison.Ordinal);
        Assert.Equal(found, Assert.Single(await _store.ListAsync(default)));
        Assert.True(await _store.LiftAsync("ann@EXAMPLE.com", default));
        Assert.False(await _store.LiftAsync("ann@example.com", default));
        Assert.Empty(await _store.ListAsync(default));
    }
}
