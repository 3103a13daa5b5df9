using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local;

namespace Azure.Data.Tables.Protocol;

/// <summary>An account's endpoint and the pipeline to it; every client of the account shares one.</summary>
internal sealed class TablesConnection
{
    private const string TokenScope = "https://storage.azure.com/.default";

    private readonly string _version;

    private TablesConnection(Uri endpoint, string accountName, TableClientOptions? options, HttpPipelinePolicy authentication)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        Root = endpoint.AbsoluteUri.TrimEnd('/');
        AccountName = accountName;
        Tables = new Uri(Root + "/Tables");
        Batch = new Uri(Root + "/$batch");
        _version = options.VersionHeader;
        Pipeline = LocalTransport.Build(options, applied => HttpPipelineBuilder.Build(new HttpPipelineOptions(applied)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = ErrorDetails.Parser,
        }));
    }

    public Uri Endpoint { get; }

    /// <summary>The endpoint without a slash at its end.</summary>
    public string Root { get; }

    public string AccountName { get; }

    /// <summary>The list of tables.</summary>
    public Uri Tables { get; }

    /// <summary>Where transactions go.</summary>
    public Uri Batch { get; }

    private HttpPipeline Pipeline { get; }

    public static TablesConnection Open(string connectionString, TableClientOptions? options)
    {
        TablesConnectionString parsed = TablesConnectionString.Parse(connectionString);
        return Open(parsed.Endpoint, parsed.Credential, options);
    }

    public static TablesConnection Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new TablesConnection(endpoint, credential.AccountName, options, new SharedKeyPolicy(credential));
    }

    public static TablesConnection Open(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);

        // http://127.0.0.1:10002/account, or https://account.table.core.windows.net
        string accountName = endpoint.Segments.Length > 1 ? endpoint.Segments[1].TrimEnd('/') : endpoint.Host.Split('.')[0];
        return new TablesConnection(endpoint, accountName, options, new BearerTokenAuthenticationPolicy(credential, TokenScope));
    }

    /// <summary>A message with the headers that every request has. Its answer is an error unless its status is among <paramref name="expected"/>.</summary>
    public HttpMessage CreateMessage(RequestMethod method, Uri uri, StatusCodeClassifier expected)
    {
        HttpMessage message = Pipeline.CreateMessage();
        message.ResponseClassifier = expected;
        Request request = message.Request;
        request.Method = method;
        request.Uri.Reset(uri);
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    public Response Send(HttpMessage message, CancellationToken cancellationToken)
    {
        Pipeline.Send(message, cancellationToken);
        return Checked(message.Response);
    }

    public async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await Pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Checked(message.Response);
    }

    private static Response Checked(Response response) =>
        response.IsError ? throw new RequestFailedException(response, null, ErrorDetails.Parser) : response;
}
