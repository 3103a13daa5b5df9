using System.Globalization;
using Support.Local;

namespace Azure.Communication.Email;

/// <summary>A mail on its way. Over SMTP it is done as soon as it exists; the service is asked until it has decided.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly EmailClient? _client;
    private Response? _rawResponse;
    private EmailSendResult? _value;
    private RequestFailedException? _failure;

    /// <summary>For mocking.</summary>
    protected EmailSendOperation()
    {
        Id = "";
    }

    /// <summary>Takes up an operation that was started before, perhaps by another process.</summary>
    public EmailSendOperation(string id, EmailClient client)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(client);
        Id = id;
        _client = client;
    }

    internal EmailSendOperation(string id, EmailClient client, EmailSendStatus status, Response rawResponse)
        : this(id, client)
    {
        Take(status, rawResponse);
    }

    public override string Id { get; }

    public override bool HasCompleted => _value is not null || _failure is not null;

    public override bool HasValue => _value is not null;

    public override EmailSendResult Value => _value
        ?? throw (_failure as Exception ?? new InvalidOperationException("The operation has not completed yet."));

    public override Response GetRawResponse() =>
        _rawResponse ?? throw new InvalidOperationException("Nothing has been heard of the operation yet; call UpdateStatus.");

    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!HasCompleted)
        {
            if (_client is null)
            {
                throw new InvalidOperationException("An operation made without a client is there to be mocked.");
            }

            (EmailSendStatus status, Response response) = await _client.GetSendResultAsync(Id, cancellationToken);
            Take(status, response);
        }

        return _failure is null ? GetRawResponse() : throw _failure;
    }

    public override Response<EmailSendResult> WaitForCompletion(CancellationToken cancellationToken = default) =>
        WaitForCompletion(UsualPause, cancellationToken);

#pragma warning disable CA1725 // The package names this parameter so.
    public override Response<EmailSendResult> WaitForCompletion(TimeSpan suggestedPollingInterval, CancellationToken cancellationToken) =>
        WaitForCompletionAsync(suggestedPollingInterval, cancellationToken).AsTask().GetAwaiter().GetResult();
#pragma warning restore CA1725

    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(UsualPause, cancellationToken);

#pragma warning disable CA1725 // The package names this parameter so.
    public override async ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(
        TimeSpan suggestedPollingInterval, CancellationToken cancellationToken)
#pragma warning restore CA1725
    {
        while (true)
        {
            Response response = await UpdateStatusAsync(cancellationToken);
            if (HasCompleted)
            {
                return Response.FromValue(Value, response);
            }

            // The service knows best when it will know more; asked sooner it only counts against the limits.
            TimeSpan asked = RetryAfter(response);
            await Task.Delay(asked > suggestedPollingInterval ? asked : suggestedPollingInterval, LocalClock.Transport, cancellationToken);
        }
    }

    private static TimeSpan RetryAfter(Response response) =>
        response.Headers.TryGetValue("Retry-After", out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    private void Take(EmailSendStatus status, Response response)
    {
        _rawResponse = response;
        if (status == EmailSendStatus.Succeeded)
        {
            _value = new EmailSendResult(status);
        }
        else if (status == EmailSendStatus.Failed || status == EmailSendStatus.Canceled)
        {
            _failure = new RequestFailedException(response);
        }
    }
}
