using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Support.Platform.OpenApi;

namespace Support.Functions.Desk.Api;

/// <summary><c>GET /api/desk/openapi.json</c>: what the APIs of the intake and the desk take and answer.</summary>
public static class OpenApiFunction
{
    /// <summary>The document.</summary>
    [Function("DeskOpenApi")]
    public static IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "desk/openapi.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        new OpenApiAnswer(cancellationToken);
}
