using Support.Mail.Parts;
using Xunit;

namespace Support.Mail.Tests;

public sealed class Headers_of_a_mail
{
    private static readonly MailHeaders Headers = new(
    [
        new MailHeader("Received", " from a"),
        new MailHeader("received", "from b"),
        new MailHeader("Subject", " Help "),
    ]);

    [Fact]
    public void Are_found_by_name_whatever_the_case() => Assert.Equal("Help", Headers.First("SUBJECT"));

    [Fact]
    public void Keep_their_order() => Assert.Equal([" from a", "from b"], Headers.All("Received"));

    [Fact]
    public void That_are_not_there_are_not_found() => Assert.False(Headers.Has("X-None"));
}
