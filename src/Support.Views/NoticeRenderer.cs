using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Support.Domain.Notices;
using Support.Views.Cards;
using Support.Views.Mails;
using Support.Views.Wording;

namespace Support.Views;

/// <summary>Turns a notice into what people see of it. It keeps nothing between two calls, so any number may run at once.</summary>
public sealed class NoticeRenderer(IServiceProvider services, ILoggerFactory loggers, IOptions<MailWordingOptions> options)
{
    private readonly NoticeWording _wording = new(options.Value);

    /// <summary>The mail of a notice.</summary>
    public async Task<RenderedMail> RenderMailAsync(NoticeContent content, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        NoticeWords words = _wording.Of(content);
        string html = await RenderHtmlAsync(content.Notice.Reason, words);
        return new RenderedMail(words.MailSubject, PlainMail.Of(words), html);
    }

    /// <summary>The body of a POST to a Teams Workflows webhook: one message with one Adaptive Card, 25 KB at most.</summary>
    public string RenderCard(NoticeContent content) => NoticeCard.Of(_wording.Of(content));

    private async Task<string> RenderHtmlAsync(NoticeReason reason, NoticeWords words)
    {
        // A renderer keeps every root component until it is disposed: one for all mails would grow for ever.
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(NoticeMail.Words)] = words });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(NoticeMail.Of(reason), parameters)).ToHtmlString());
    }
}
