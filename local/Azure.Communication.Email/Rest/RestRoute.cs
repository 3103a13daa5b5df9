using System.Text.Json;
using Azure;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local.Email;

/// <summary>Mail through the REST API of an Azure Communication Services resource.</summary>
internal sealed class RestRoute : IMailRoute
{
    private const string Scope = "https://communication.azure.com/.default";

    private readonly Uri _endpoint;
    private readonly string _apiVersion;
    private readonly HttpPipeline _pipeline;

    public RestRoute(Uri endpoint, HttpPipelinePolicy authentication, EmailClientOptions options)
    {
        _endpoint = endpoint;
        _apiVersion = options.ApiVersion;
        _pipeline = LocalTransport.Build(options, followed => HttpPipelineBuilder.Build(followed, authentication));
    }

    public static HttpPipelinePolicy BearerPolicy(TokenCredential credential) => new BearerTokenAuthenticationPolicy(credential, Scope);

    public async Task<SendReceipt> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        using HttpMessage http = NewMessage(RequestMethod.Post, "/emails:send");
        http.Request.Headers.SetValue("Content-Type", "application/json");
        http.Request.Headers.SetValue("Operation-Id", operationId.ToString());
        byte[] body = SendRequest.From(message).ToJson();
        MailLimits.CheckSize(body.Length);
        http.Request.Content = RequestContent.Create(body);
        Response response = await ExchangeAsync(http, successStatus: 202, cancellationToken);
        SendState state = SendState.From(response);
        return new SendReceipt(state.Id ?? operationId.ToString(), state.Status ?? EmailSendStatus.Values.Running, response);
    }

    public async Task<(EmailSendStatus Status, Response Response)> GetStatusAsync(string operationId, CancellationToken cancellationToken)
    {
        using HttpMessage http = NewMessage(RequestMethod.Get, $"/emails/operations/{Uri.EscapeDataString(operationId)}");
        Response response = await ExchangeAsync(http, successStatus: 200, cancellationToken);
        return (SendState.From(response).Status ?? EmailSendStatus.Values.Running, response);
    }

    private HttpMessage NewMessage(RequestMethod method, string path)
    {
        HttpMessage http = _pipeline.CreateMessage();
        http.Request.Method = method;
        http.Request.Uri.Reset(_endpoint);
        http.Request.Uri.AppendPath(path, escape: false);
        http.Request.Uri.AppendQuery("api-version", _apiVersion);
        http.Request.Headers.SetValue("Accept", "application/json");
        return http;
    }

    private async Task<Response> ExchangeAsync(HttpMessage http, int successStatus, CancellationToken cancellationToken)
    {
        await _pipeline.SendAsync(http, cancellationToken);
        return http.Response.Status == successStatus ? http.Response : throw new RequestFailedException(http.Response);
    }

    private sealed record SendState(string? Id, string? Status)
    {
        public static SendState From(Response response)
        {
            if (response.Content.ToMemory().IsEmpty)
            {
                return new SendState(null, null);
            }

            using JsonDocument json = JsonDocument.Parse(response.Content.ToMemory());
            return new SendState(Text("id"), Text("status"));

            string? Text(string name) => json.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
    }
}
