using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Functions.Desk.Agents;
using Support.Functions.Desk.Tickets;
using Support.Functions.Desk.Tickets.Bulk;
using Support.Functions.Desk.Tickets.Commands;
using Support.Functions.Desk.Views;
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
    .AddSingleton<KnownTickets>()
    .AddSingleton<CommandDoor>()
    .AddSingleton<BulkCommands>()
    .AddSingleton<NamedViews>()
    .AddSingleton<TicketHistory>();
builder.Build().Run();
