using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;
using Support.Local;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>The pipeline to an account; every client of the account shares one.</summary>
internal sealed class BlobConnection
{
    private const string TokenScope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private BlobConnection(string accountName, BlobClientOptions? options, HttpPipelinePolicy? authentication)
    {
        AccountName = accountName;
        options ??= new BlobClientOptions();
        _version = options.Version.ToString()[1..].Replace('_', '-');
        _pipeline = LocalTransport.Build(options, applied =>
        {
            var built = new HttpPipelineOptions(applied) { RequestFailedDetailsParser = ErrorDetails.Parser };
            if (authentication is not null)
            {
                built.PerRetryPolicies.Add(authentication);
            }

            return HttpPipelineBuilder.Build(built);
        });
    }

    public string AccountName { get; }

    public static (BlobConnection Connection, Uri Endpoint) Open(string connectionString, BlobClientOptions? options)
    {
        BlobConnectionString parsed = BlobConnectionString.Parse(connectionString);
        return (new BlobConnection(parsed.AccountName, options, new SharedKeyPolicy(parsed.AccountName, parsed.Key)), parsed.Endpoint);
    }

    public static BlobConnection Open(Uri uri, TokenCredential credential, BlobClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(credential);
        return new BlobConnection(BlobUri.AccountName(uri), options, new BearerTokenAuthenticationPolicy(credential, TokenScope));
    }

    /// <summary>Sends a request and returns its answer, whatever its status.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method,
        Uri uri,
        Action<RequestHeaders>? headers,
        CancellationToken cancellationToken,
        RequestContent? content = null)
    {
        using HttpMessage message = CreateMessage(method, uri, headers);
        message.Request.Content = content;
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response;
    }

    /// <summary>Asks for content that is read as it comes; whoever asked for it closes the stream. Throws if the answer is an error.</summary>
    public async Task<(Response Response, Stream Content)> OpenAsync(Uri uri, Action<RequestHeaders>? headers, CancellationToken cancellationToken)
    {
        using HttpMessage message = CreateMessage(RequestMethod.Get, uri, headers);
        message.BufferResponse = false;
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        Stream content = message.ExtractResponseContent() ?? Stream.Null;
        Response response = message.Response;
        if (response.Status is >= 200 and < 300)
        {
            return (response, content);
        }

        var error = new MemoryStream();
        await using (content.ConfigureAwait(false))
        {
            await content.CopyToAsync(error, cancellationToken).ConfigureAwait(false);
        }

        error.Position = 0;
        response.ContentStream = error;
        throw Failure(response);
    }

    private HttpMessage CreateMessage(RequestMethod method, Uri uri, Action<RequestHeaders>? headers)
    {
        HttpMessage message = _pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = method;
        request.Uri.Reset(uri);
        RequestHeaders sent = request.Headers;
        sent.SetValue("x-ms-version", _version);
        sent.SetValue("Accept", "application/xml");
        headers?.Invoke(sent);
        return message;
    }

    /// <summary>As <see cref="SendAsync"/>, and throws if the answer is an error.</summary>
    public async Task<Response> RequireAsync(
        RequestMethod method,
        Uri uri,
        Action<RequestHeaders>? headers,
        CancellationToken cancellationToken,
        RequestContent? content = null)
    {
        Response response = await SendAsync(method, uri, headers, cancellationToken, content).ConfigureAwait(false);
        return response.Status is >= 200 and < 300 ? response : throw Failure(response);
    }

    public static RequestFailedException Failure(Response response) => new(response, null, ErrorDetails.Parser);

    /// <summary>Says under which conditions a request is to be carried out.</summary>
    public static void Set(RequestHeaders headers, RequestConditions? conditions)
    {
        if (conditions is null)
        {
            return;
        }

        SetETag(headers, "If-Match", conditions.IfMatch);
        SetETag(headers, "If-None-Match", conditions.IfNoneMatch);
        SetTime(headers, "If-Modified-Since", conditions.IfModifiedSince);
        SetTime(headers, "If-Unmodified-Since", conditions.IfUnmodifiedSince);
        if (conditions is BlobRequestConditions { LeaseId: { Length: > 0 } lease })
        {
            headers.SetValue("x-ms-lease-id", lease);
        }
    }

    public static void Set(RequestHeaders headers, IDictionary<string, string>? metadata)
    {
        foreach ((string name, string value) in metadata ?? new Dictionary<string, string>())
        {
            headers.SetValue("x-ms-meta-" + name, value);
        }
    }

    public static void Set(RequestHeaders headers, BlobHttpHeaders? httpHeaders)
    {
        SetIf("x-ms-blob-content-type", httpHeaders?.ContentType);
        SetIf("x-ms-blob-content-encoding", httpHeaders?.ContentEncoding);
        SetIf("x-ms-blob-content-language", httpHeaders?.ContentLanguage);
        SetIf("x-ms-blob-content-disposition", httpHeaders?.ContentDisposition);
        SetIf("x-ms-blob-cache-control", httpHeaders?.CacheControl);
        SetIf("x-ms-blob-content-md5", httpHeaders?.ContentHash is { } hash ? Convert.ToBase64String(hash) : null);

        void SetIf(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                headers.SetValue(name, value);
            }
        }
    }

    private static void SetETag(RequestHeaders headers, string name, ETag? etag)
    {
        if (etag is { } value)
        {
            headers.SetValue(name, value == ETag.All ? "*" : value.ToString("H"));
        }
    }

    private static void SetTime(RequestHeaders headers, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            headers.SetValue(name, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
