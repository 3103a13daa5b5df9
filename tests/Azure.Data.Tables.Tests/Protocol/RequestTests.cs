using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables.Tests.Contract;
using Xunit;

namespace Azure.Data.Tables.Tests.Protocol;

/// <summary>What goes over the wire.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task A_request_is_signed_by_the_published_scheme()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        await Scripted.Table(transport).DeleteEntityAsync("a 'key'", "ä");
        SentRequest sent = transport.Sent.Single();

        Assert.Equal("/Tickets(PartitionKey='a%20%27%27key%27%27',RowKey='%C3%A4')", sent.Uri.AbsolutePath);
        string text = $"{sent.Headers["x-ms-date"]}\n/account{sent.Uri.AbsolutePath}";
        byte[] hash = HMACSHA256.HashData(Convert.FromBase64String(Scripted.Key), Encoding.UTF8.GetBytes(text));
        Assert.Equal($"SharedKeyLite account:{Convert.ToBase64String(hash)}", sent.Headers["Authorization"]);
        Assert.Matches("^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$", sent.Headers["x-ms-date"]);
    }

    [Fact]
    public async Task A_new_key_signs_the_next_request()
    {
        var credential = new TableSharedKeyCredential("account", Scripted.Key);
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        var table = new TableClient(new Uri("https://account.table.core.windows.net"), "Tickets", credential, Scripted.Options(transport));
        await table.DeleteEntityAsync("p", "r");
        credential.SetAccountKey("b3RoZXI=");
        await table.DeleteEntityAsync("p", "r");
        SentRequest sent = transport.Sent.Last();

        byte[] hash = HMACSHA256.HashData(
            Convert.FromBase64String("b3RoZXI="), Encoding.UTF8.GetBytes($"{sent.Headers["x-ms-date"]}\n/account{sent.Uri.AbsolutePath}"));
        Assert.EndsWith(Convert.ToBase64String(hash), sent.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_asked_for_the_storage_service_and_sent()
    {
        var credential = new FixedToken();
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        var table = new TableClient(new Uri("https://account.table.core.windows.net"), "Tickets", credential, Scripted.Options(transport));
        await table.DeleteEntityAsync("p", "r");

        Assert.Equal("Bearer the-token", transport.Sent.Single().Headers["Authorization"]);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("account", table.AccountName);
    }

    [Fact]
    public async Task The_version_of_the_options_is_sent()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        await Scripted.Table(transport).DeleteEntityAsync("p", "r");
        var older = new TableClientOptions(TableClientOptions.ServiceVersion.V2019_02_02) { Transport = transport };
        await new TableServiceClient("UseDevelopmentStorage=true", older).GetTableClient("Tickets").DeleteEntityAsync("p", "r");

        Assert.Equal(["2020-12-06", "2019-02-02"], transport.Sent.Select(sent => sent.Headers["x-ms-version"]));
    }

    [Fact]
    public async Task An_update_names_its_tag_and_an_upsert_none()
    {
        var transport = new ScriptedTransport(_ => new CannedResponse(204));
        TableClient table = Scripted.Table(transport);
        var note = new Note { PartitionKey = "p", RowKey = "r" };
        await table.UpdateEntityAsync(note, new ETag("W/\"tag\""));
        await table.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Replace);
        await table.UpsertEntityAsync(note);
        await table.DeleteEntityAsync(note);

        Assert.Equal(["PATCH", "PUT", "PATCH", "DELETE"], transport.Sent.Select(sent => sent.Method));
        Assert.Equal(["W/\"tag\"", "*", null, "*"], transport.Sent.Select(sent => sent.Headers.GetValueOrDefault("If-Match")));
    }

    [Fact]
    public async Task A_query_sends_its_options_escaped_and_its_continuation()
    {
        int pages = 0;
        var transport = new ScriptedTransport(_ => ++pages == 1
            ? new CannedResponse(200, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cA--"), ("x-ms-continuation-NextRowKey", "1!4!cg--"))
            : new CannedResponse(200, """{"odata.metadata":"m","value":[{"PartitionKey":"p","RowKey":"r"}]}"""));
        var rows = new List<Note>();
        await foreach (Note row in Scripted.Table(transport).QueryAsync<Note>("Text eq 'a&b'", maxPerPage: 5, select: ["RowKey", "Text"]))
        {
            rows.Add(row);
        }

        // An empty page is not the last one: the service answers so when it has looked long enough.
        Assert.Equal("r", rows.Single().RowKey);
        Assert.Equal(
            ["?$filter=Text%20eq%20%27a%26b%27&$select=RowKey,Text&$top=5", "?$filter=Text%20eq%20%27a%26b%27&$select=RowKey,Text&$top=5&NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21cg--"],
            transport.Sent.Select(sent => sent.Uri.Query));
    }

    [Fact]
    public async Task A_continuation_without_a_row_key_is_followed()
    {
        int pages = 0;
        var transport = new ScriptedTransport(_ => ++pages == 1
            ? new CannedResponse(200, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "next"))
            : new CannedResponse(200, """{"value":[]}"""));
        await foreach (Note _ in Scripted.Table(transport).QueryAsync<Note>())
        {
        }

        Assert.Equal(["", "?NextPartitionKey=next"], transport.Sent.Select(sent => sent.Uri.Query));
    }

    private sealed class FixedToken : Azure.Core.TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override Azure.Core.AccessToken GetToken(Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("the-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(
            Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
