using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
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
    .Configure<MailWordingOptions>(options => options.RepliesAreRead = RepliesAreRead(builder.Configuration))
    .AddSingleton<NoticeContents>()
    .AddSingleton<NoticeMails>()
    .AddSingleton<NoticeRetries>()
    .AddSingleton<NoticeDelivery>();
builder.Build().Run();

// Only a desk that takes in mail invites answers to it.
static bool RepliesAreRead(IConfiguration configuration) =>
    string.Equals(configuration["Email:repliesAreRead"], "true", StringComparison.OrdinalIgnoreCase);
