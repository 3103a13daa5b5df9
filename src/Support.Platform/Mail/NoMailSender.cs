namespace Support.Platform.Mail;

/// <summary>Stands where no mail provider is configured: every mail is skipped, and the ticket's history says so.</summary>
internal sealed class NoMailSender : IMailSender
{
    public Task<bool> SendAsync(OutboundMail mail, CancellationToken cancellationToken) => Task.FromResult(false);
}
