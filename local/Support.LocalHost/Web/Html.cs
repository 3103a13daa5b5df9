using System.Net;
using Microsoft.AspNetCore.Http;

namespace Support.Local.Hosting.Web;

/// <summary>The frame of the host's own pages.</summary>
internal static class Html
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#222}" +
        "article{border:1px solid #ddd;border-radius:8px;padding:.75rem 1rem;margin:1rem 0}time{color:#666;font-size:13px}" +
        "p{margin:.25rem 0}dl{display:grid;grid-template-columns:max-content auto;gap:.1rem 1rem;margin:.5rem 0}dt{font-weight:600}dd{margin:0}" +
        ".large{font-size:1.2rem}.bolder{font-weight:600}.subtle{color:#666}";

    public static string Page(string title, bool refresh, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(title)}</title>{(refresh ? "<meta http-equiv=\"refresh\" content=\"5\">" : string.Empty)}<style>{Style}</style></head>
        <body>{body}</body>
        </html>
        """;

    /// <param name="context">The request.</param>
    /// <param name="html">The page.</param>
    /// <param name="withScripts">Whether scripts of this host run in it, and ask this host.</param>
    public static Task WriteAsync(HttpContext context, string html, bool withScripts = false)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:" + (withScripts ? "; script-src 'self'; connect-src 'self'" : "");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }
}
