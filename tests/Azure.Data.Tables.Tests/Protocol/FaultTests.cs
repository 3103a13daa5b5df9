using Azure.Data.Tables.Tests.Contract;
using Xunit;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>What a caller sees when the service does not answer, or does not answer as it should.</summary>
public sealed class FaultTests
{
    // Nothing listens on port 1.
    private static readonly Uri Unreachable = new("http://127.0.0.1:1/account");

    private static readonly Note Entity = new() { PartitionKey = "p", RowKey = "r" };

    [Fact]
    public async Task An_unreachable_service_is_a_failure_with_status_zero()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var table = new TableClient(Unreachable, "Tickets", new TableSharedKeyCredential("account", Scripted.Key), options);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Entity));

        Assert.Equal(0, exception.Status);
    }

    [Fact]
    public async Task After_retries_the_failures_come_together_as_Azure_Core_has_it()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 2, Mode = Azure.Core.RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) } };
        var table = new TableClient(Unreachable, "Tickets", new TableSharedKeyCredential("account", Scripted.Key), options);

        var exception = await Assert.ThrowsAsync<AggregateException>(() => table.AddEntityAsync(Entity));

        Assert.Equal([0, 0, 0], exception.InnerExceptions.Cast<RequestFailedException>().Select(inner => inner.Status));
    }

    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        int calls = 0;
        var transport = new ScriptedTransport(_ => new CannedResponse(++calls < 3 ? 503 : 204));

        Response response = await Scripted.Table(transport, retriesMax: 3).AddEntityAsync(Entity);

        Assert.Equal((204, 3), (response.Status, transport.Sent.Count));
    }

    [Fact]
    public async Task A_conflict_is_not_asked_again()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(
            409, """{"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"It exists.\nRequestId:1"}}}"""));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Scripted.Table(transport, retriesMax: 3).AddEntityAsync(Entity));

        Assert.Single(transport.Sent);
        Assert.Equal("EntityAlreadyExists", exception.ErrorCode);
        Assert.StartsWith("It exists.\nRequestId:1\nStatus: 409 (Canned)", exception.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<?xml version="1.0"?><m:error xmlns:m="urn:m"><m:code>AuthenticationFailed</m:code><m:message>No.</m:message></m:error>""", "AuthenticationFailed")]
    [InlineData("\uFEFF<Error><Code>AuthorizationFailure</Code><Message>No.</Message></Error>", "AuthorizationFailure")]
    [InlineData("<html>a proxy's page, not closed", "FromHeader")]
    [InlineData("{ \"not\": \"ours\" }", "FromHeader")]
    [InlineData("[]", "FromHeader")]
    [InlineData("not JSON", "FromHeader")]
    [InlineData("", "FromHeader")]
    public async Task The_error_code_is_found_in_every_form_of_answer(string body, string code)
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(403, body, ("x-ms-error-code", "FromHeader")));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Scripted.Table(transport).AddEntityAsync(Entity));

        Assert.Equal((403, code), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_is_still_being_deleted_is_not_taken_for_one_that_exists()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(
            409, """{"odata.error":{"code":"TableBeingDeleted","message":{"value":"Wait."}}}"""));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Scripted.Table(transport).CreateIfNotExistsAsync());

        Assert.Equal("TableBeingDeleted", exception.ErrorCode);
    }

    [Fact]
    public async Task A_call_under_way_can_be_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new ScriptedTransport(async (_, cancellationToken) =>
        {
            var never = new TaskCompletionSource<Response>(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            asked.SetResult();
            return await never.Task;
        });

        Task call = Scripted.Table(transport).SubmitTransactionAsync([new(TableTransactionActionType.Add, Entity)], cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
