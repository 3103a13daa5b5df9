using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Support.Domain.Tickets;
using Support.Functions.Intake.Tickets;
using Support.Platform.Bus;
using Support.Platform.Http;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Functions.Intake.Queue;

/// <summary>
/// Queue <c>intake</c>: a CloudEvents 1.0 envelope whose <c>data</c> is the body of <c>POST /api/tickets</c>. The event's
/// source and id make it safe to deliver twice; what cannot be read goes to the dead-letter queue with the reason.
/// </summary>
public sealed partial class QueueIntakeFunction(SubmissionDoor door, SupportModelSource model, ILogger<QueueIntakeFunction> logger)
{
    // Service Bus takes 4,096 characters.
    private const int DescriptionLengthMax = 4000;
    private readonly ILogger _logger = logger;

    /// <summary>Opens a ticket.</summary>
    [Function("QueueIntake")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.Intake, Connection = BusNames.Connection, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        string? refusal = await OpenAsync(message, cancellationToken);
        if (refusal is null)
        {
            await actions.CompleteMessageAsync(message, cancellationToken);
            return;
        }

        LogRefused(message.MessageId ?? "without id");
        string description = refusal.Length > DescriptionLengthMax ? refusal[..DescriptionLengthMax] : refusal;
        await actions.DeadLetterMessageAsync(
            message,
            deadLetterReason: "InvalidTicket",
            deadLetterErrorDescription: description,
            cancellationToken: cancellationToken);
    }

    private async Task<string?> OpenAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        if (JsonBody.Parse(message.Body.ToMemory().Span, out string? mistake) is not { } envelope)
        {
            return $"The message is not valid JSON. {mistake}";
        }

        if (CloudEvent.Read(envelope, out mistake) is not { } cloudEvent)
        {
            return mistake;
        }

        SubmittedTicket? submission = TicketSubmission.Read(cloudEvent.Data, model.Current, out IReadOnlyList<FieldError> errors);
        if (submission is null)
        {
            return string.Join(" ", errors.Select(error => $"{error.Pointer}: {error.Detail}"));
        }

        CommandResult result = await door.OpenAsync(
            submission,
            new CommandRequest
            {
                Actor = new Actor(ActorKind.Integration, cloudEvent.Source),
                Channel = IntakeChannel.Queue,
                Key = new IdempotencyKey($"queue {cloudEvent.Source}", cloudEvent.Id, cloudEvent.DataHash),
            },
            cancellationToken);
        return result switch
        {
            CommandResult.Refused refused => refused.Reason,
            CommandResult.KeyReused => $"The event {cloudEvent.Id} of {cloudEvent.Source} came before, with other data.",
            _ => null,
        };
    }

    [LoggerMessage(1001, LogLevel.Warning, "The queue message {MessageId} is no ticket; it is dead-lettered with the reason.")]
    private partial void LogRefused(string messageId);
}
