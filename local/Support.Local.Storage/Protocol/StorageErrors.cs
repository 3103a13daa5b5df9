using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;

namespace Support.Local.Storage.Protocol;

/// <summary>Refusals, in the form in which each service tells of them.</summary>
internal static class StorageErrors
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StorageAnswer AuthenticationFailed(StorageRequest request) => Refuse(
        request,
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request. Make sure the value of the Authorization header is formed correctly including the signature.");

    public static StorageAnswer ServerBusy(StorageRequest request) => Refuse(
        request, 503, "ServerBusy", "The server is currently unable to receive requests. Please retry your request.");

    public static StorageAnswer InternalError(StorageRequest request) => Refuse(
        request, 500, "InternalError", "The server encountered an internal error. Please retry the request.");

    /// <summary>An error in the form of the service that was asked: JSON of the Table service, if the client takes it, else XML.</summary>
    public static StorageAnswer Refuse(StorageRequest request, int status, string code, string message)
    {
        string text = $"{message}\nRequestId:{request.Id}\nTime:{request.Time.UtcDateTime:O}";
        string accept = request.Header("Accept") ?? string.Empty;
        bool isJson = request.IsTable && accept.StartsWith("application/json", StringComparison.Ordinal);
        byte[] body = Encoding.UTF8.GetBytes(isJson ? Json(code, text) : Xml(code, text));
        string type = !isJson ? "application/xml"
            : (accept.Contains(';', StringComparison.Ordinal) ? accept : "application/json;odata=minimalmetadata") + ";streaming=true;charset=utf-8";
        List<KeyValuePair<string, string>> headers =
        [
            new("Content-Type", type),
            new("x-ms-version", request.Header("x-ms-version") ?? string.Empty),
            new("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)),
        ];
        if (code.Length > 0)
        {
            headers.Add(new("x-ms-error-code", code));
        }

        return new(status, ReasonOf(status), headers, body);
    }

    /// <summary>The reason phrase that goes with a status.</summary>
    public static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Payload Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => ((HttpStatusCode)status).ToString(),
    };

    private static string Json(string code, string message) =>
        $"{{\"odata.error\":{{\"code\":{Quote(code)},\"message\":{{\"lang\":\"en-US\",\"value\":{Quote(message)}}}}}}}";

    private static string Xml(string code, string message) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error>";

    private static string Quote(string text) => JsonSerializer.Serialize(text, Readable);
}
