using System.Text.Json.Nodes;
using Support.Platform.Http;

namespace Support.RepositoryTests.Api;

/// <summary>A parameter in the query string.</summary>
internal sealed record ApiParameter(string Name, string Meaning, JsonObject Schema);

/// <summary>What can be asked of an API.</summary>
/// <param name="Method">HTTP method, small.</param>
/// <param name="Route">Route below <c>/api/</c>.</param>
/// <param name="Id">A name of its own.</param>
/// <param name="Summary">What it does, in one sentence.</param>
internal sealed record ApiOperation(string Method, string Route, string Id, string Summary)
{
    /// <summary>The part of the API.</summary>
    public required string Tag { get; init; }

    /// <summary>The security scheme; null where anybody may ask.</summary>
    public string? Security { get; init; }

    /// <summary>Parameters in the query string.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>Members of the body; null where there is no body.</summary>
    public IReadOnlyList<BodyField>? Body { get; init; }

    /// <summary>The JSON Schema of the body where it is not an object of fields.</summary>
    public JsonObject? BodySchema { get; init; }

    /// <summary>What the body is.</summary>
    public string BodyType { get; init; } = "application/json";

    /// <summary>Whether it takes Idempotency-Key.</summary>
    public bool TakesKey { get; init; }

    /// <summary>Whether it takes If-Match.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>Whether it takes If-None-Match.</summary>
    public bool TakesIfNoneMatch { get; init; }

    /// <summary>The status when all is well.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The JSON Schema of the answer; null where there is none.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>The statuses of the problems that it may answer with.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
}
