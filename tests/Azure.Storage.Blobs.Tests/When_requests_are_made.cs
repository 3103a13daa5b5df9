using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local.Storage;
using Xunit;

namespace Azure.Storage.Blobs.Tests;

/// <summary>What goes over the wire, as a service sees it.</summary>
public sealed class When_requests_are_made
{
    private const int Block = 4 * 1024 * 1024;

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent_with_each_request()
    {
        var service = new Service();
        var credential = new Credential();
        var client = new BlobServiceClient(new Uri("https://account.blob.core.windows.net"), credential, service.Options());

        Assert.True(await client.GetBlobContainerClient("files").GetBlobClient("a b/c").ExistsAsync());

        (string Method, string Uri, string? Authorization, long Length) request = Assert.Single(service.Requests);
        Assert.Equal(("HEAD", "https://account.blob.core.windows.net/files/a%20b/c", "Bearer token"), (request.Method, request.Uri, request.Authorization));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal(("account", "files", "a b/c"), client.GetBlobContainerClient("files").GetBlobClient("a b/c") is var blob ? (blob.AccountName, blob.BlobContainerName, blob.Name) : default);
    }

    [Fact]
    public async Task A_large_upload_is_sent_in_blocks_of_4_MiB()
    {
        var service = new Service();
        var client = new BlobClient(MemoryStorage.ConnectionString, "files", "large", service.Options());
        using var source = new MemoryStream(new byte[(2 * Block) + 10]);

        await client.UploadAsync(source, overwrite: true);

        Assert.Equal([Block, Block, 10], service.Requests.SkipLast(1).Select(request => request.Length));
        Assert.All(service.Requests.SkipLast(1), request => Assert.Contains("comp=block&blockid=", request.Uri, StringComparison.Ordinal));
        Assert.EndsWith("comp=blocklist", service.Requests[^1].Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_and_a_lasting_one_is_told()
    {
        var service = new Service { Answers = new Queue<HttpStatusCode>([HttpStatusCode.ServiceUnavailable, HttpStatusCode.InternalServerError, HttpStatusCode.Created]) };
        var client = new BlobClient(MemoryStorage.ConnectionString, "files", "blob", service.Options());
        await client.UploadAsync(BinaryData.FromString("x"));
        Assert.Equal([1, 1, 1], service.Requests.Select(request => request.Length));

        service.Answers = new Queue<HttpStatusCode>(Enumerable.Repeat(HttpStatusCode.ServiceUnavailable, 10));
        RequestFailedException failure = await Assert.ThrowsAsync<RequestFailedException>(() => client.UploadAsync(BinaryData.FromString("x")));

        Assert.Equal(503, failure.Status);
        Assert.Equal(3 + 4, service.Requests.Count);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountKey=AAAA")]
    [InlineData("AccountName=a")]
    public void A_connection_string_that_makes_no_sense_is_refused(string connectionString) =>
        Assert.Throws<FormatException>(() => new BlobServiceClient(connectionString));

    [Fact]
    public void An_account_is_found_by_its_name_and_suffix() => Assert.Equal(
        new Uri("https://name.blob.core.windows.net"),
        new BlobServiceClient("DefaultEndpointsProtocol=https;AccountName=name;AccountKey=AAAA;EndpointSuffix=core.windows.net").Uri);

    private sealed class Service : HttpMessageHandler
    {
        public List<(string Method, string Uri, string? Authorization, long Length)> Requests { get; } = [];

        public Queue<HttpStatusCode> Answers { get; set; } = new();

        public BlobClientOptions Options() => new()
        {
            Transport = new HttpClientTransport(this),
            Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) },
        };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            long length = request.Content is null ? 0 : (await request.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
            Requests.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), length));
            return new HttpResponseMessage(Answers.TryDequeue(out HttpStatusCode status) ? status : HttpStatusCode.OK);
        }
    }

    private sealed class Credential : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
