using System.Globalization;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>
    /// Carries out up to 100 actions on rows of one partition, all or none. The answers are in the order of the actions.
    /// </summary>
    /// <exception cref="TableTransactionFailedException">An action was refused; nothing was changed.</exception>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        TableTransactionAction[] actions = Checked(transactionActions);
        using HttpMessage message = _requests.Submit(actions);
        return ToAnswers(_connection.Send(message, cancellationToken), actions.Length);
    }

    /// <inheritdoc cref="SubmitTransaction"/>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        TableTransactionAction[] actions = Checked(transactionActions);
        using HttpMessage message = _requests.Submit(actions);
        return ToAnswers(await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false), actions.Length);
    }

    private static TableTransactionAction[] Checked(IEnumerable<TableTransactionAction> transactionActions)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        TableTransactionAction[] actions = [.. transactionActions];
        if (actions.Length == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }

        for (int index = 0; index < actions.Length; index++)
        {
            TableRequests.CheckKeys(actions[index].Entity);

            // The emulator carries out what the service refuses here, so a mistake would show only after deployment.
            if (actions[index].Entity.PartitionKey != actions[0].Entity.PartitionKey)
            {
                throw DifferentPartitions(index);
            }
        }

        return actions;
    }

    private static TableTransactionFailedException DifferentPartitions(int index)
    {
        string place = index.ToString(CultureInfo.InvariantCulture);
        return new(new RequestFailedException(
            400,
            $"{place}:All commands in a batch must operate on same entity group.",
            TableErrorCode.CommandsInBatchActOnDifferentPartitions.ToString(),
            innerException: null)
        {
            Data = { [ErrorDetails.FailedEntityKey] = place },
        });
    }

    private static Response<IReadOnlyList<Response>> ToAnswers(Response response, int expected)
    {
        List<ActionResponse> answers = TransactionAnswer.Read(response.Content.ToMemory());
        if (answers.Find(answer => answer.IsError) is { } refused)
        {
            throw new TableTransactionFailedException(new RequestFailedException(refused, null, ErrorDetails.Parser));
        }

        return answers.Count == expected
            ? Response.FromValue<IReadOnlyList<Response>>(answers, response)
            : throw new RequestFailedException(
                response.Status, $"The transaction had {expected} actions and the service answered {answers.Count}.");
    }
}
