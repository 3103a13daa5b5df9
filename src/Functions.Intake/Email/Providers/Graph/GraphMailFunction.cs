using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Support.Domain.Json;
using Support.Platform.Bus;
using Support.Platform.Graph;

namespace Support.Functions.Intake.Email.Providers.Graph;

/// <summary>Queue <c>graph-mail</c>: what is to be done about the mailbox. What never can be is dead-lettered with the reason.</summary>
public sealed class GraphMailFunction(GraphFetch fetch)
{
    /// <summary>Does it.</summary>
    [Function("GraphMailFetch")]
    public async Task RunAsync(
        [ServiceBusTrigger(BusNames.GraphMail, Connection = BusNames.Connection, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        string? reason = Read(message.Body.ToMemory().Span) is { } task
            ? await fetch.DoAsync(task, cancellationToken)
            : "The message is no task.";
        await (reason is null
            ? actions.CompleteMessageAsync(message, cancellationToken)
            : actions.DeadLetterMessageAsync(message, deadLetterReason: "GraphMail", deadLetterErrorDescription: reason, cancellationToken: cancellationToken));
    }

    private static GraphTask? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<GraphTask>(body, SupportJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
