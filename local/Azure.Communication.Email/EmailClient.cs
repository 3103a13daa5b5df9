using Azure.Core;
using Support.Local;
using Support.Local.Email;

namespace Azure.Communication.Email;

/// <summary>
/// Sends mail: over SMTP when the connection string says <c>endpoint=smtp://host:port</c> (or <c>smtps://</c>, and with
/// <c>user:password@</c> before the host for a server that wants one), otherwise through the REST API of an Azure
/// Communication Services resource.
/// </summary>
public class EmailClient
{
    private readonly IMailRoute? _route;

    /// <summary>For mocking.</summary>
    protected EmailClient()
    {
    }

    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    public EmailClient(string connectionString, EmailClientOptions? options)
    {
        _route = MailRoutes.From(connectionString, options ?? new EmailClientOptions());
    }

    internal EmailClient(IMailRoute route)
    {
        _route = route;
    }

    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        _route = new RestRoute(endpoint, new HmacPolicy(credential), options ?? new EmailClientOptions());
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        _route = new RestRoute(endpoint, RestRoute.BearerPolicy(credential), options ?? new EmailClientOptions());
    }

    private IMailRoute Route => _route
        ?? throw new InvalidOperationException("A client made without an endpoint is there to be mocked.");

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, LocalIdentity.NewGuid(), cancellationToken);

    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        MessageRules.Check(message);
        SendReceipt receipt = await Route.SendAsync(message, operationId, cancellationToken);
        var operation = new EmailSendOperation(receipt.Id, this, receipt.Status, receipt.Response);
        if (wait == WaitUntil.Completed && !operation.HasCompleted)
        {
            await operation.WaitForCompletionAsync(cancellationToken);
        }

        return operation;
    }

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        string? plainTextContent = default,
        CancellationToken cancellationToken = default) =>
        SendAsync(wait, Message(senderAddress, recipientAddress, subject, htmlContent, plainTextContent), cancellationToken);

    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait,
        string senderAddress,
        string recipientAddress,
        string subject,
        string htmlContent,
        Guid operationId,
        string? plainTextContent = default,
        CancellationToken cancellationToken = default) =>
        SendAsync(wait, Message(senderAddress, recipientAddress, subject, htmlContent, plainTextContent), operationId, cancellationToken);

    public virtual EmailSendOperation Send(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, cancellationToken).GetAwaiter().GetResult();

    public virtual EmailSendOperation Send(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, operationId, cancellationToken).GetAwaiter().GetResult();

    internal Task<(EmailSendStatus Status, Response Response)> GetSendResultAsync(string id, CancellationToken cancellationToken) =>
        Route.GetStatusAsync(id, cancellationToken);

    private static EmailMessage Message(
        string senderAddress, string recipientAddress, string subject, string htmlContent, string? plainTextContent) =>
        new(senderAddress, recipientAddress, new EmailContent(subject) { Html = htmlContent, PlainText = plainTextContent });
}
