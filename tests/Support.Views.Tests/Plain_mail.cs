using Support.Domain.Notices;
using Xunit;

namespace Support.Views.Tests;

public sealed class Plain_mail
{
    public static TheoryData<NoticeReason> Reasons => [.. Enum.GetValues<NoticeReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Our_own_sentences_fit_76_columns(NoticeReason reason)
    {
        NoticeContent content = Samples.Content(reason) with { Message = null, TeamName = "Service desk of the northern regions and the islands" };

        RenderedMail mail = await Samples.Renderer().RenderMailAsync(content, CancellationToken.None);

        Assert.All(mail.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 76));
        Assert.All(mail.Text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task What_somebody_wrote_keeps_its_lines()
    {
        string longLine = string.Join(' ', Enumerable.Repeat("word", 60));
        NoticeContent content = Samples.Content(NoticeReason.PublicReply);

        RenderedMail mail = await Samples.Renderer().RenderMailAsync(
            content with { Message = content.Message! with { Text = $"a\r\n\r\n\t{longLine}\u0007\n" } }, CancellationToken.None);

        Assert.Contains($"\na\n\n\t{longLine}\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_longer_than_a_line_is_not_broken()
    {
        string word = new('w', 90);
        NoticeContent content = Samples.Content(NoticeReason.Page);

        RenderedMail mail = await Samples.Renderer().RenderMailAsync(
            content with { Notice = content.Notice with { Cause = $"see {word} there" } }, CancellationToken.None);

        Assert.Contains($"\nWhy you get this: see\n{word}\nthere.\n", mail.Text, StringComparison.Ordinal);
    }
}
