using Support.Domain.Notices;
using Support.Platform.Links;
using Support.Platform.Mail;
using Support.Platform.Model;
using Support.Views;

namespace Support.Functions.Notifications.Notices;

/// <summary>Writes the mail of a notice, with what an answer finds its ticket by.</summary>
public sealed class NoticeMails(NoticeContents contents, NoticeRenderer renderer, KeyRing keys, SupportModelSource model)
{
    /// <summary>The mail.</summary>
    public async Task<OutboundMail> WriteAsync(NoticeContent content, CancellationToken cancellationToken)
    {
        RenderedMail rendered = await renderer.RenderMailAsync(content, cancellationToken);
        string support = model.Current.Organisation.SupportAddress;
        Notice notice = content.Notice;
        MailSigner signer = await MailSigner.OfAsync(keys, cancellationToken);
        string? answered = await contents.AnsweredAsync(content.Ticket, notice, cancellationToken);
        return new OutboundMail
        {
            From = support,
            FromName = content.OrganisationName,
            ReplyTo = model.Current.Intake.Email.PlusAddressing ? signer.ReplyAddress(support, content.Ticket.Id, notice.Recipient) : null,
            To = notice.Recipient,
            ToName = notice.RecipientName,
            Subject = rendered.Subject,
            Text = rendered.Text,
            Html = rendered.Html,
            Headers = MailThread.Headers(signer, content.Ticket.Id, notice, support, answered),
            OperationId = MailThread.OperationId(content.Ticket.Id, notice),
        };
    }
}
