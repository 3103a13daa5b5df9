using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>The way through the service's REST API.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task A_signed_request_says_all_of_the_message()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync();
        var message = new EmailMessage(
            "DoNotReply@example.com",
            new EmailRecipients([new EmailAddress("ada@example.org", "Ada")], [new EmailAddress("cc@example.org")], [new EmailAddress("bcc@example.org")]),
            new EmailContent("Drücker") { PlainText = "plain", Html = "<p>html</p>" })
        {
            UserEngagementTrackingDisabled = true,
        };
        message.ReplyTo.Add(new EmailAddress("tickets@example.com"));
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Attachments.Add(new EmailAttachment("a.txt", "text/plain", BinaryData.FromString("a")) { ContentId = "cid-1" });
        var id = Guid.NewGuid();

        EmailSendOperation operation = await Client(service).SendAsync(WaitUntil.Started, message, id);

        Assert.Equal((id.ToString(), false), (operation.Id, operation.HasCompleted));
        Assert.Equal(202, operation.GetRawResponse().Status);
        (string operationId, string apiVersion, JsonElement body) = Assert.Single(service.Sent);
        Assert.Equal((id.ToString(), "2025-09-01"), (operationId, apiVersion));
        Assert.Equal(
            """
            {"headers":{"Auto-Submitted":"auto-generated"},"senderAddress":"DoNotReply@example.com",
            "content":{"subject":"Dr\u00FCcker","plainText":"plain","html":"\u003Cp\u003Ehtml\u003C/p\u003E"},
            "recipients":{"to":[{"address":"ada@example.org","displayName":"Ada"}],"cc":[{"address":"cc@example.org"}],"bcc":[{"address":"bcc@example.org"}]},
            "attachments":[{"name":"a.txt","contentType":"text/plain","contentInBase64":"YQ==","contentId":"cid-1"}],
            "replyTo":[{"address":"tickets@example.com"}],"userEngagementTrackingDisabled":true}
            """.Replace("\n", "", StringComparison.Ordinal),
            body.GetRawText());
    }

    [Fact]
    public async Task Waiting_for_completion_asks_until_the_service_has_decided()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(["Running", "Succeeded"]);
        EmailSendOperation operation = await Client(service).SendAsync(WaitUntil.Started, Mails.Plain());

        EmailSendResult result = await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.Equal(EmailSendStatus.Succeeded, result.Status);
        Assert.True(operation.HasCompleted);
        Assert.Equal(3, service.Authorizations.Count);
    }

    [Fact]
    public async Task A_mail_that_the_service_drops_fails_with_its_reason()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(["Failed"]);

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(service).SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal("EmailDropped", failed.ErrorCode);
        Assert.Contains("All recipients are suppressed.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_can_be_taken_up_by_its_id()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync();
        EmailClient client = Client(service);
        EmailSendOperation started = await client.SendAsync(WaitUntil.Started, Mails.Plain());

        var taken = new EmailSendOperation(started.Id, client);
        await taken.UpdateStatusAsync();

        Assert.Equal(EmailSendStatus.Succeeded, taken.Value.Status);
    }

    [Fact]
    public async Task A_refused_request_says_what_the_service_said()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(failWith: 400);

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(service).SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal((400, "InvalidSender"), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync();
        var client = new EmailClient(service.Endpoint, new AzureKeyCredential(Convert.ToBase64String(new byte[64])));

        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.SendAsync(WaitUntil.Completed, Mails.Plain()));

        Assert.Equal(401, failed.Status);
    }

    [Fact]
    public async Task A_token_is_asked_for_the_scope_of_the_service()
    {
        await using RestServiceFake service = await RestServiceFake.StartForTokensAsync();
        var credential = new RecordingCredential();
        var options = new EmailClientOptions(EmailClientOptions.ServiceVersion.V2023_03_31);

        // Tokens go out over TLS only, so the transport takes the secure address to the test's plain one.
        options.Transport = new PlainTransport(service.Endpoint, new HttpClientTransport());
        var client = new EmailClient(new Uri("https://mail.communication.azure.com"), credential, options);
        await client.SendAsync(WaitUntil.Started, Mails.Plain());

        Assert.Equal("https://communication.azure.com/.default", Assert.Single(credential.Scopes));
        Assert.Equal("Bearer token-1", Assert.Single(service.Authorizations));
        Assert.Equal("2023-03-31", Assert.Single(service.Sent).ApiVersion);
    }

    private static EmailClient Client(RestServiceFake service)
    {
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;
        return new EmailClient($"endpoint={service.Endpoint};accesskey={RestServiceFake.AccessKey}", options);
    }

    private sealed class RecordingCredential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken("token-1", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class PlainTransport(Uri endpoint, HttpPipelineTransport inner) : HttpPipelineTransport
    {
        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message) => inner.Process(Redirected(message));

        public override ValueTask ProcessAsync(HttpMessage message) => inner.ProcessAsync(Redirected(message));

        private HttpMessage Redirected(HttpMessage message)
        {
            (message.Request.Uri.Scheme, message.Request.Uri.Host, message.Request.Uri.Port) = ("http", endpoint.Host, endpoint.Port);
            return message;
        }
    }
}
