using Azure.Data.Tables.Tests.Contract;
using Xunit;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>A transaction's request and its answer, taken apart whatever their outer form.</summary>
public sealed class TransactionMessageTests
{
    private static readonly Note Entity = new() { PartitionKey = "p", RowKey = "r", Text = "line\nbreak" };

    [Fact]
    public async Task A_request_is_one_change_set_with_a_part_for_each_action()
    {
        var transport = new ScriptedTransport(_ => Answer("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n"));
        await Scripted.Table(transport).SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity),
            new(TableTransactionActionType.Delete, Entity, new ETag("W/\"tag\"")),
        ]);
        SentRequest sent = transport.Sent.Single();
        string id = sent.Headers["Content-Type"].Split('_')[1];

        Assert.Equal(("POST", "https://account.table.core.windows.net/$batch"), (sent.Method, sent.Uri.AbsoluteUri));
        Assert.Equal($"multipart/mixed; boundary=batch_{id}", sent.Headers["Content-Type"]);
        Assert.Equal(
            $$"""
            --batch_{{id}}
            Content-Type: multipart/mixed; boundary=changeset_{{id}}

            --changeset_{{id}}
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            POST https://account.table.core.windows.net/Tickets HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            Prefer: return-no-content
            Content-Type: application/json

            {"PartitionKey":"p","RowKey":"r","Text":"line\nbreak"}
            --changeset_{{id}}
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            DELETE https://account.table.core.windows.net/Tickets(PartitionKey='p',RowKey='r') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            If-Match: W/"tag"


            --changeset_{{id}}--
            --batch_{{id}}--

            """.ReplaceLineEndings("\r\n"),
            sent.Body);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task Answers_are_read_with_either_line_ending(string lineEnding)
    {
        var transport = new ScriptedTransport(_ => Answer(
            "HTTP/1.1 204 No Content\r\nETag: W/\"one\"\r\nX-Other: a: b\r\n\r\n".ReplaceLineEndings(lineEnding),
            "HTTP/1.1 201 Created\r\nETag: W/\"two\"\r\n\r\n{\"a\":1}\r\n".ReplaceLineEndings(lineEnding)));
        Response<IReadOnlyList<Response>> answer = await Scripted.Table(transport).SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity),
            new(TableTransactionActionType.UpsertMerge, Entity),
        ]);

        Assert.Equal([(204, "No Content", "W/\"one\""), (201, "Created", "W/\"two\"")], answer.Value.Select(part => (part.Status, part.ReasonPhrase, part.Headers.ETag.ToString()!)));
        Assert.True(answer.Value[0].Headers.TryGetValue("x-other", out string? other));
        Assert.Equal("a: b", other);
        Assert.Equal("{\"a\":1}", answer.Value[1].Content.ToString().Trim());
    }

    [Fact]
    public async Task An_error_on_two_lines_is_read_whole()
    {
        var transport = new ScriptedTransport(_ => Answer(
            "HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\n\r\n{\"odata.error\":{\"code\":\"EntityAlreadyExists\",\r\n\"message\":{\"lang\":\"en-US\",\"value\":\"12:Exists.\\nTime:x\"}}}\r\n"));
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Scripted.Table(transport)
            .SubmitTransactionAsync([new(TableTransactionActionType.Add, Entity), new(TableTransactionActionType.Delete, Entity)]));

        Assert.Equal((409, "EntityAlreadyExists", 12), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
        Assert.Equal("12", exception.Data["FailedEntity"]);
    }

    [Fact]
    public async Task An_error_that_names_no_action_has_no_index()
    {
        var transport = new ScriptedTransport(_ => Answer(
            "HTTP/1.1 503 Service Unavailable\r\n\r\n{\"odata.error\":{\"code\":\"ServerBusy\",\"message\":{\"value\":\"Operations per second: too many.\"}}}\r\n"));
        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Scripted.Table(transport).SubmitTransactionAsync([new(TableTransactionActionType.Add, Entity)]));

        Assert.Equal((503, "ServerBusy", null), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task An_answer_with_too_few_parts_is_an_error()
    {
        var transport = new ScriptedTransport(_ => Answer("HTTP/1.1 204 No Content\r\n\r\n"));

        await Assert.ThrowsAsync<RequestFailedException>(() => Scripted.Table(transport)
            .SubmitTransactionAsync([new(TableTransactionActionType.Add, Entity), new(TableTransactionActionType.Delete, Entity)]));
    }

    private static CannedResponse Answer(params string[] parts) => new(
        202,
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
            + string.Concat(parts.Select(part => "--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" + part))
            + "--changesetresponse_2--\r\n--batchresponse_1--\r\n",
        ("Content-Type", "multipart/mixed; boundary=batchresponse_1"));
}
