using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Support.Platform.Http;

/// <summary>A request's body, read within limits and parsed.</summary>
public sealed class JsonBody
{
    /// <summary>The most that is read of a body.</summary>
    public const int BytesMax = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private JsonBody(JsonElement root, string hash) => (Root, Hash) = (root, hash);

    private JsonBody(Problem problem) => (Problem, Hash) = (problem, string.Empty);

    /// <summary>The parsed body; an empty object for an empty body where that is allowed.</summary>
    public JsonElement Root { get; }

    /// <summary>Hash of route and bytes, to tell a repeated request from another one under the same key.</summary>
    public string Hash { get; }

    /// <summary>Why the body cannot be used; null when it can.</summary>
    public Problem? Problem { get; }

    /// <summary>Reads the body.</summary>
    public static Task<JsonBody> ReadAsync(HttpRequest request, bool mayBeEmpty, CancellationToken cancellationToken) =>
        ReadAsync(request, mayBeEmpty, BytesMax, cancellationToken);

    /// <summary>Reads a body that may be larger than most, because files come in it.</summary>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, bool mayBeEmpty, int bytesMax, CancellationToken cancellationToken)
    {
        (ReadOnlyMemory<byte> bytes, Problem? problem) = await BodyBytes.ReadAsync(request, bytesMax, cancellationToken);
        if (problem is not null)
        {
            return new JsonBody(problem);
        }

        if (bytes.Length == 0 && mayBeEmpty)
        {
            return Parse(request, "{}"u8);
        }

        return request.HasJsonContentType() ? Parse(request, bytes.Span) : new JsonBody(Problems.UnsupportedMediaType());
    }

    /// <summary>Parses bytes that came by another way than HTTP; null with the reason when they are no JSON.</summary>
    public static JsonElement? Parse(ReadOnlySpan<byte> bytes, out string? mistake, int depthMax = 32)
    {
        // The parser leaves invalid UTF-8 in texts for who reads them to stumble on.
        if (!Utf8.IsValid(bytes))
        {
            mistake = $"Byte {FirstInvalidUtf8(bytes) + 1} is not valid UTF-8.";
            return null;
        }

        try
        {
            var root = JsonElement.Parse(bytes, Strict with { MaxDepth = depthMax });
            mistake = null;
            return root;
        }
        catch (JsonException error)
        {
            mistake = error.LineNumber is { } line
                ? $"Line {line + 1}, byte {error.BytePositionInLine + 1} cannot be read."
                : "It cannot be read: a name may stand once only.";
            return null;
        }
        catch (InvalidOperationException)
        {
            mistake = "A name holds half a character (a lone surrogate).";
            return null;
        }
    }

    private static int FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        int read = 0;
        while (Rune.DecodeFromUtf8(bytes[read..], out _, out int length) == OperationStatus.Done)
        {
            read += length;
        }

        return read;
    }

    private static JsonBody Parse(HttpRequest request, ReadOnlySpan<byte> bytes)
    {
        if (Parse(bytes, out string? mistake) is not { } root)
        {
            return new JsonBody(Problems.MalformedJson(mistake!));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        hash.AppendData(bytes);
        return new JsonBody(root, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
