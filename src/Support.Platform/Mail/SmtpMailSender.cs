using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Mail;

/// <summary>Sends by an SMTP server: settings <c>Email:smtpHost</c>, <c>smtpPort</c> (587), <c>smtpUser</c>, <c>smtpPassword</c>.</summary>
internal sealed class SmtpMailSender(IConfiguration configuration) : IMailSender
{
    private readonly string _host = configuration["Email:smtpHost"]
        ?? throw new InvalidOperationException("Email:smtpHost is not set.");

    private readonly int _port = int.Parse(configuration["Email:smtpPort"] ?? "587", CultureInfo.InvariantCulture);
    private readonly string? _user = configuration["Email:smtpUser"];
    private readonly string? _password = configuration["Email:smtpPassword"];
    private readonly string? _sender = configuration["Email:sender"];

    public async Task<bool> SendAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(_host, _port)
        {
            EnableSsl = _port != 25,
            Credentials = _user is null ? null : new NetworkCredential(_user, _password),
        };
        using MailMessage message = Message(mail);
        try
        {
            await client.SendMailAsync(message, cancellationToken);
            return true;
        }
        catch (SmtpException refused) when ((int)refused.StatusCode is >= 550 and <= 554)
        {
            throw new MailRefusedException($"The mail was refused: {refused.StatusCode}", refused);
        }
    }

    private MailMessage Message(OutboundMail mail)
    {
        var message = new MailMessage
        {
            From = new MailAddress(_sender ?? mail.From, mail.FromName),
            Subject = mail.Subject,
        };
        message.To.Add(new MailAddress(mail.To, mail.ToName));
        message.ReplyToList.Add(new MailAddress(mail.ReplyTo ?? mail.From, mail.FromName));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Text, null, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, null, MediaTypeNames.Text.Html));
        foreach ((string name, string value) in mail.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }
}
