using Azure;
using Azure.Communication.Email;

namespace Support.Local.Email;

/// <summary>
/// The documented limits of the service, held on every way: a mail that the mail catcher takes is not to be the first
/// that Azure refuses.
/// </summary>
internal static class MailLimits
{
    /// <summary>To, Cc and Bcc together.</summary>
    private const int MaxRecipients = 50;

    private const int MaxRequestBytes = 10 * 1024 * 1024;

    private const int BadRequest = 400;
    private const int ContentTooLarge = 413;

    /// <exception cref="RequestFailedException">The mail has too many recipients.</exception>
    public static void CheckRecipients(EmailMessage message)
    {
        int recipients = message.Recipients.To.Count + message.Recipients.CC.Count + message.Recipients.BCC.Count;
        if (recipients > MaxRecipients)
        {
            throw new RequestFailedException(
                BadRequest, $"A mail has at most {MaxRecipients} recipients, and this one has {recipients}.", "TooManyRecipients", null);
        }
    }

    /// <exception cref="RequestFailedException">The mail is too large, its attachments in base64.</exception>
    public static void CheckSize(long requestBytes)
    {
        if (requestBytes > MaxRequestBytes)
        {
            throw new RequestFailedException(
                ContentTooLarge, $"A request has at most {MaxRequestBytes:N0} bytes, and this one has {requestBytes:N0}.", "RequestTooLarge", null);
        }
    }
}
