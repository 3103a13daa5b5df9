using System.Net;
using System.Text.Json;
using Support.EndToEnd.Tests.Backend;
using Xunit;

namespace Support.EndToEnd.Tests.Http;

/// <summary>What every problem document has.</summary>
internal static class ProblemAssert
{
    /// <param name="answer">The answer.</param>
    /// <param name="status">Its status.</param>
    /// <param name="type">The last part of its type.</param>
    /// <param name="pointers">The fields that it names, in order.</param>
    public static void Is(Answer answer, HttpStatusCode status, string type, params string[] pointers)
    {
        Assert.True(answer.Status == status, $"Expected {(int)status}, got {answer}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Equal($"/problems/{type}", answer["type"]);
        Assert.Equal((int)status, answer.Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(answer["title"]));
        Assert.Matches("^[0-9a-f]{32}$", answer["traceId"]);
        Assert.Equal(pointers, Pointers(answer));
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Pointers(Answer answer) =>
        answer.Json.TryGetProperty("errors", out JsonElement errors)
            ? errors.EnumerateArray().Select(static error =>
            {
                Assert.False(string.IsNullOrEmpty(error.GetProperty("detail").GetString()));
                return error.GetProperty("pointer").GetString();
            })
            : [];
}
