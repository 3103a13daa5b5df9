using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Support.Local.Hosting.Teams;

namespace Support.Local.Hosting.Web;

/// <summary>The host's own pages: where to go, whether all is up, and the Teams channel.</summary>
internal sealed class HostPages(TeamsInbox inbox, Uri? mails)
{
    public const string TeamsPath = "/local/teams";

    private const string ChatPath = "/local/chat";

    private volatile bool _isReady;

    public void SetReady() => _isReady = true;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (RequestDelegate)(context => Html.WriteAsync(context, StartPage())));
        routes.MapGet("/health", HealthAsync);
        routes.MapGet(TeamsPath, (RequestDelegate)(context => Html.WriteAsync(context, TeamsPage.Render(inbox.NewestFirst()))));
        routes.MapGet($"{TeamsPath}.json", (RequestDelegate)(context => context.Response.WriteAsJsonAsync(inbox.NewestFirst())));
        routes.MapGet(ChatPath, (RequestDelegate)(context => Html.WriteAsync(context, ChatPage(), withScripts: true)));
        routes.MapPost(TeamsPath, ReceiveCardAsync);
    }

    private Task HealthAsync(HttpContext context)
    {
        context.Response.StatusCode = _isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsJsonAsync(new { status = _isReady ? "ready" : "starting" });
    }

    private async Task ReceiveCardAsync(HttpContext context)
    {
        try
        {
            await inbox.AddAsync(context.Request.Body, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        catch (FormatException exception)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(exception.Message, context.RequestAborted);
        }
    }

    // Laid out as the page of a customer would be, with the one line that puts a chat on it.
    private static string ChatPage() => Html.Page("Shop", refresh: false, """
        <h1>A shop</h1>
        <p>A page that is not the desk's. The button at the bottom opens a chat.</p>
        <script src="/api/chat/widget.js" defer data-application="shop"></script>
        """);

    private string StartPage() => Html.Page("Support", refresh: false, $"""
        <h1>Support</h1>
        <ul>
        <li>Tickets: <code>POST /api/tickets</code></li>
        <li>Desk: <code>GET /api/desk/tickets</code> with the header <code>{AppServiceSignIn.UserHeader}: an agent's id</code></li>
        <li><a href="{TeamsPath}">Teams channel</a></li>
        <li><a href="{ChatPath}">A page with a chat</a></li>
        {(mails is null ? string.Empty : $"<li><a href=\"{WebUtility.HtmlEncode(mails.ToString())}\">Mails</a></li>")}
        <li><a href="/health">Health</a></li>
        </ul>
        """);
}
