using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Support.Local.Hosting.Simulation;

/// <summary>Sends the requests of an <see cref="HttpClient"/> the way that the Azure clients' go, faults and all.</summary>
internal sealed class TransportHandler(HttpPipelineTransport transport) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        LocalTasks.ForLibraryAsync(() => CarryAsync(request, cancellationToken));

    private async Task<HttpResponseMessage> CarryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = new HttpPipeline(transport);
        using HttpMessage message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Parse(request.Method.Method);
        message.Request.Uri.Reset(request.RequestUri!);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            message.Request.Headers.SetValue(name, string.Join(", ", values));
        }

        if (request.Content is { } content)
        {
            message.Request.Content = RequestContent.Create(await content.ReadAsByteArrayAsync(cancellationToken));
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (Azure.RequestFailedException failure)
        {
            throw new HttpRequestException(failure.Message, failure);
        }

        var answer = new HttpResponseMessage((HttpStatusCode)message.Response.Status)
        {
            Content = new ByteArrayContent(message.Response.Content.ToArray()),
            RequestMessage = request,
        };
        foreach (HttpHeader header in message.Response.Headers)
        {
            answer.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return answer;
    }
}
