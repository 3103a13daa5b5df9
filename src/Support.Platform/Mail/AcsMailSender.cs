using Azure;
using Azure.Communication.Email;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Mail;

/// <summary>Sends by Azure Communication Services, or by whatever stands in for it locally.</summary>
internal sealed class AcsMailSender(EmailClient client, IConfiguration configuration) : IMailSender
{
    // ACS sends only from addresses of a verified domain; the support address is then where answers go.
    private readonly string? _sender = configuration["Email:sender"];

    public async Task<bool> SendAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        var recipients = new EmailRecipients([new EmailAddress(mail.To, mail.ToName)]);
        var message = new EmailMessage(_sender ?? mail.From, recipients, new EmailContent(mail.Subject)
        {
            PlainText = mail.Text,
            Html = mail.Html,
        });
        message.ReplyTo.Add(new EmailAddress(mail.ReplyTo ?? mail.From, mail.FromName));
        foreach ((string name, string value) in mail.Headers)
        {
            message.Headers.Add(name, value);
        }

        try
        {
            await client.SendAsync(WaitUntil.Started, message, mail.OperationId, cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 400 or 422 or (>= 550 and <= 554))
        {
            throw new MailRefusedException($"The mail was refused: {refused.ErrorCode ?? refused.Message}", refused);
        }
    }
}
