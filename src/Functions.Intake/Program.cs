using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Functions.Intake.Alerts;
using Support.Functions.Intake.Chat;
using Support.Functions.Intake.Email;
using Support.Functions.Intake.Email.Providers;
using Support.Functions.Intake.Sources;
using Support.Functions.Intake.Tickets;
using Support.Functions.Intake.Vendors;
using Support.Functions.Intake.Webhooks;
using Support.Platform;
using Support.Platform.Http;
using Support.Platform.RateLimits;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<UnavailableMiddleware>();
builder.UseMiddleware<CallerGateMiddleware>();
builder.Services
    .AddApplicationInsightsTelemetryWorkerService()
    .ConfigureFunctionsApplicationInsights()
    .AddSupportPlatform()
    .AddTicketDesk()
    .AddCallerGate()
    .AddSingleton<IntakeSecrets>()
    .AddSingleton<RequesterTickets>()
    .AddSingleton<SubmissionDoor>()
    .AddSingleton<VendorTickets>()
    .AddMailIntake()
    .AddMailProviders()
    .AddWebhookIntake()
    .AddChat()
    .AddSingleton<AlertDoor>();
builder.Build().Run();
