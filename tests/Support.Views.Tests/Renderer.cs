using Microsoft.Extensions.DependencyInjection;
using Support.Domain.Notices;
using Xunit;

namespace Support.Views.Tests;

public sealed class Renderer
{
    [Fact]
    public async Task Many_mails_at_once_do_not_mix()
    {
        NoticeRenderer renderer = Samples.Renderer();
        NoticeContent content = Samples.Content(NoticeReason.SlaWarning);

        RenderedMail[] mails = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() =>
            renderer.RenderMailAsync(content with { Ticket = content.Ticket with { Subject = $"number {number:D3}" } }, CancellationToken.None))));

        for (int number = 0; number < mails.Length; number++)
        {
            string subject = $"number {number:D3}";
            Assert.EndsWith(subject, mails[number].Subject, StringComparison.Ordinal);
            Assert.Contains($">{subject}<", mails[number].Html, StringComparison.Ordinal);
            Assert.Contains(subject, mails[number].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Same_notice_gives_the_same_mail_and_card()
    {
        NoticeRenderer renderer = Samples.Renderer();
        NoticeContent content = Samples.Content(NoticeReason.Page);

        Assert.Equal(
            await renderer.RenderMailAsync(content, CancellationToken.None),
            await renderer.RenderMailAsync(content, CancellationToken.None));
        Assert.Equal(renderer.RenderCard(content), renderer.RenderCard(content));
    }

    [Fact]
    public async Task Nothing_is_rendered_after_a_cancellation() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Samples.Renderer().RenderMailAsync(Samples.Content(NoticeReason.Page), new CancellationToken(canceled: true)));

    [Fact]
    public void Registration_is_complete_and_may_be_repeated()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSupportViews()
            .AddSupportViews()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Same(services.GetRequiredService<NoticeRenderer>(), services.GetRequiredService<NoticeRenderer>());
        Assert.Single(services.GetServices<NoticeRenderer>());
    }
}
