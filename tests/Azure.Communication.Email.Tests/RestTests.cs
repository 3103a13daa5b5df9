using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local;
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

    [Fact]
    public async Task A_signature_covers_the_body_the_path_and_the_query()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(app => new RestServiceFake(app) { IsTamperedWith = true });
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(service).SendAsync(WaitUntil.Started, Mails.Plain()));
        Assert.Equal((401, "Denied"), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task A_signature_of_another_time_is_refused()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(app => new RestServiceFake(app) { IsLate = true });
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(service).SendAsync(WaitUntil.Started, Mails.Plain()));
        Assert.Equal(401, failed.Status);
    }

    [Fact]
    public void A_signature_is_that_of_the_published_scheme()
    {
        // Reckoned by hand from the published scheme, and not by the code that is tested or by the service above.
        var policy = new Support.Local.Email.HmacPolicy(new AzureKeyCredential(Convert.ToBase64String("secret"u8)));
        using var transport = new HttpClientTransport();
        using var message = new HttpMessage(transport.CreateRequest(), new ResponseClassifier());
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri("https://mail.example.com/emails:send?api-version=2023-03-31"));
        message.Request.Content = RequestContent.Create("{}"u8.ToArray());
        policy.OnSendingRequest(message);
        Assert.True(message.Request.Headers.TryGetValue("x-ms-date", out string? date));
        Assert.True(message.Request.Headers.TryGetValue("x-ms-content-sha256", out string? hash));
        Assert.Equal("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=", hash);
        byte[] toSign = Encoding.UTF8.GetBytes($"POST\n/emails:send?api-version=2023-03-31\n{date};mail.example.com;{hash}");
        Assert.True(message.Request.Headers.TryGetValue("Authorization", out string? authorization));
        Assert.Equal(
            $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={Convert.ToBase64String(HMACSHA256.HashData("secret"u8, toSign))}",
            authorization);
    }

    [Fact]
    public async Task What_is_turned_away_for_now_is_sent_again_after_the_pause_asked_for_and_signed_anew()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(app => new RestServiceFake(app) { Throttles = 1 });
        await Client(service, maxRetries: 1).SendAsync(WaitUntil.Started, Mails.Plain());
        DateTimeOffset[] arrivals = [.. service.Arrivals];
        Assert.True(arrivals[1] - arrivals[0] >= TimeSpan.FromSeconds(0.9));
        Assert.Equal(2, service.Authorizations.Distinct().Count());
        Assert.Single(service.Sent);
    }

    [Fact]
    public async Task What_stays_turned_away_fails_with_429()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(app => new RestServiceFake(app) { Throttles = 10 });
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(service).SendAsync(WaitUntil.Started, Mails.Plain()));
        Assert.Equal((429, "TooManyRequests"), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public async Task The_service_is_asked_no_sooner_than_it_says()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(
            app => new RestServiceFake(app) { States = ["Running", "Succeeded"], RetryAfter = "1" });
        EmailSendOperation operation = await Client(service).SendAsync(WaitUntil.Started, Mails.Plain());
        await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        DateTimeOffset[] arrivals = [.. service.Arrivals];
        Assert.True(arrivals[2] - arrivals[1] >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync(["Running"]);
        EmailSendOperation operation = await Client(service).SendAsync(WaitUntil.Started, Mails.Plain());
        using var impatience = new CancellationTokenSource();
        Task waiting = operation.WaitForCompletionAsync(TimeSpan.FromMinutes(10), impatience.Token).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(operation.HasCompleted);
        Assert.Throws<InvalidOperationException>(() => operation.Value);
    }

    [Fact]
    public async Task An_operation_that_the_service_does_not_know_is_not_found()
    {
        await using RestServiceFake service = await RestServiceFake.StartAsync();
        var operation = new EmailSendOperation(Guid.NewGuid().ToString(), Client(service));
        RequestFailedException failed = await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.UpdateStatusAsync());
        Assert.Equal((404, "NotFound"), (failed.Status, failed.ErrorCode));
    }

    [Fact]
    public void In_a_simulation_a_mail_takes_its_transport_and_its_clock()
    {
        var simulation = new Simulation(1, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        using var service = new MemoryService(["Running", "Running", "Succeeded"], retryAfter: 30);
        simulation.Transport = service;
        string id = "";
        simulation.Run(async () =>
        {
            var client = new EmailClient($"endpoint=https://mail.memory/;accesskey={RestServiceFake.AccessKey}");
            EmailSendOperation operation = await client.SendAsync(WaitUntil.Completed, Mails.Plain());
            id = operation.Id;
            Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
        });
        Assert.Equal(["Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 09:00:30 GMT", "Mon, 02 Mar 2026 09:01:00 GMT"], service.Dates);
        var again = new Simulation(1, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(id, again.NewGuid().ToString());
    }

    private static EmailClient Client(RestServiceFake service, int maxRetries = 0)
    {
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = maxRetries;
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
