using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Platform;
using Support.Platform.Http;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<UnavailableMiddleware>();
builder.Services
    .AddApplicationInsightsTelemetryWorkerService()
    .ConfigureFunctionsApplicationInsights()
    .AddSupportPlatform()
    .AddTicketDesk()
    .AddSingleton<SignedInAgents>()
    .AddSingleton<TicketHistory>();
builder.Build().Run();
