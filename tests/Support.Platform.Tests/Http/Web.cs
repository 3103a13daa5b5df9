using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Support.Platform.Http;
using Xunit;

namespace Support.Platform.Tests.Http;

/// <summary>Requests and answers without a server.</summary>
internal static class Web
{
    public static HttpRequest Post(byte[] body, string? contentType = "application/json", bool withLength = true)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = "/api/tickets";
        request.ContentType = contentType;
        request.ContentLength = withLength ? body.Length : null;
        request.Body = new MemoryStream(body);
        return request;
    }

    public static HttpRequest Post(string body, string? contentType = "application/json") =>
        Post(Encoding.UTF8.GetBytes(body), contentType);

    public static HttpRequest WithHeader(string name, params string[] values)
    {
        HttpRequest request = Post("{}");
        request.Headers[name] = values;
        return request;
    }

    public static Task<JsonBody> ReadAsync(this HttpRequest request, bool mayBeEmpty = false) =>
        JsonBody.ReadAsync(request, mayBeEmpty, CancellationToken.None);

    /// <summary>What the caller sees of a result.</summary>
    public static async Task<(HttpResponse Response, JsonElement Body)> AnswerAsync(IResult result)
    {
        var context = new DefaultHttpContext { TraceIdentifier = "trace-1" };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        using var document = JsonDocument.Parse(body.ToArray());
        return (context.Response, document.RootElement.Clone());
    }

    /// <summary>A problem must be of this type and status, and read as one.</summary>
    public static void IsProblem(string type, int status, Problem? problem)
    {
        Assert.NotNull(problem);
        Assert.Equal(($"/problems/{type}", status), (problem.Type, problem.Status));
        Assert.NotEmpty(problem.Title);
    }
}
