using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Functions.Notifications.Notices;
using Support.Platform;
using Support.Views;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Services
    .AddApplicationInsightsTelemetryWorkerService()
    .ConfigureFunctionsApplicationInsights()
    .AddSupportPlatform()
    .AddOutboundChannels()
    .AddSupportViews()
    .AddSingleton<NoticeContents>()
    .AddSingleton<NoticeMails>()
    .AddSingleton<NoticeRetries>()
    .AddSingleton<NoticeDelivery>();
builder.Build().Run();
