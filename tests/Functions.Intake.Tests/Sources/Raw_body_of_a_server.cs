using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Support.Functions.Intake.Sources;
using Xunit;

namespace Support.Functions.Intake.Tests.Sources;

/// <summary>The web server has a limit of its own, which is lower than what providers of mail send.</summary>
public sealed class Raw_body_of_a_server
{
    private const int BytesMax = 32 * 1024 * 1024;

    [Theory]
    [InlineData(31_000_000, false, 200)]
    [InlineData(31_000_000, true, 200)]
    [InlineData(BytesMax + 1, false, 413)]
    [InlineData(BytesMax + 1, true, 413)]
    public async Task Has_the_source_s_limit(int length, bool isChunked, int expected)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication server = builder.Build();
        server.Run(static async context =>
        {
            RawBody body = await RawBody.ReadAsync(context.Request, BytesMax, context.RequestAborted);
            context.Response.StatusCode = body.Problem?.Status ?? 200;
            await context.Response.WriteAsync($"{body.Bytes.Length}");
        });
        await server.StartAsync();
        string address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version11 };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = isChunked;

        // A server that refuses does not read on: the client may find the connection closed before it has sent all.
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request);
        }
        catch (HttpRequestException) when (expected == 413)
        {
            return;
        }

        using (response)
        {
            Assert.Equal(expected, (int)response.StatusCode);
            Assert.Equal(expected == 200 ? $"{length}" : "0", await response.Content.ReadAsStringAsync());
        }
    }
}
