using Support.Mail.Mime;
using Xunit;

namespace Support.Mail.Tests.Mime;

public sealed class When_message_ids_are_read
{
    [Theory]
    [InlineData("<a@x> <b@x>")]
    [InlineData("<a@x><b@x>")]
    [InlineData("<a@x>,<b@x>,<a@x>")]
    [InlineData("Your mail of Monday <a@x> (and another) <b@x>")]
    [InlineData("a@x b@x")]
    [InlineData("<a@x <b@x>")]
    [InlineData("<<a@x>> <b@x")]
    [InlineData("<a\t@x> < b@x >")]
    public void Each_is_found_once_and_in_brackets(string header) => Assert.Equal(["<a@x>", "<b@x>"], MessageIds.Read(header));

    [Theory]
    [InlineData(null)]
    [InlineData("Your mail of Monday")]
    [InlineData("<> < >")]
    public void Where_there_is_none_there_is_none(string? header) => Assert.Empty(MessageIds.Read(header));
}
