using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Support.Local.Hosting;
using Support.Local.Http;
using Xunit;

namespace Support.Local.Worker.Tests.Apps;

public sealed class When_an_app_is_misused
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["AzureWebJobsServiceBus"] = "UseDevelopmentStorage=true",
    };

    [Theory]
    [InlineData(typeof(NoTrigger), "'f' has no trigger")]
    [InlineData(typeof(TwoTriggers), "'f' has more than one trigger")]
    [InlineData(typeof(NotPublic), "'f' is not public")]
    [InlineData(typeof(Generic<>), "'f' is generic")]
    [InlineData(typeof(AbstractClass), "'f' is declared in an abstract class")]
    [InlineData(typeof(AsyncVoid), "'f' is 'async void'")]
    [InlineData(typeof(SameName), "More than one function is named 'f'")]
    [InlineData(typeof(SameRoute), "'g' and 'f' have the same route 'api/tickets/{")]
    [InlineData(typeof(BadRoute), "'f' has a bad route")]
    [InlineData(typeof(UnknownParameter), "'f' has a parameter 'order' of type Uri")]
    [InlineData(typeof(UserLevel), "'f' asks for the authorization level User")]
    [InlineData(typeof(UnmarkedHttpResult), "'f' has several outputs, and the HTTP one has no [HttpResult]")]
    [InlineData(typeof(RetriedHttp), "'f' has a retry attribute, which HttpTriggerAttribute does not support")]
    [InlineData(typeof(RetriedMessage), "'f' has a retry attribute, which ServiceBusTriggerAttribute does not support")]
    [InlineData(typeof(MessageAsOutput), "'f' returns a ServiceBusMessage as an output")]
    [InlineData(typeof(UnbatchedArray), "'f' takes an array of messages without IsBatched")]
    [InlineData(typeof(BatchOfOne), "'f' has IsBatched = true and takes no array")]
    [InlineData(typeof(Sessions), "'f' asks for sessions")]
    [InlineData(typeof(BadSchedule), "'f' has a bad schedule")]
    [InlineData(typeof(MissingSetting), "There is no app setting 'Nowhere'")]
    [InlineData(typeof(BadTimerParameter), "'f' takes String from its timer")]
    [InlineData(typeof(BadRetry), "'f' has a bad retry attribute")]
    public async Task It_does_not_start_and_says_why(Type functions, string expected)
    {
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(functions));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        InvalidFunctionAppException exception = await Assert.ThrowsAsync<InvalidFunctionAppException>(
            () => StartAsync(typeof(NoTrigger), typeof(BadRoute)));
        Assert.Equal(2, exception.Mistakes.Count);
    }

    [Fact]
    public async Task Http_functions_without_the_web_application_are_refused()
    {
        FunctionAppEnvironment.Current = new FunctionAppEnvironment { Name = "app", FunctionTypes = [typeof(Fine)] };
        using IHost app = FunctionsApplication.CreateBuilder([]).Build();
        FunctionAppEnvironment.Current = null;
        InvalidFunctionAppException exception = await Assert.ThrowsAsync<InvalidFunctionAppException>(() => app.StartAsync());
        Assert.Contains("ConfigureFunctionsWebApplication", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_outside_the_local_host_is_told_how_to_run() =>
        Assert.Contains("support run", Assert.Throws<InvalidOperationException>(() => FunctionsApplication.CreateBuilder([])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Two_apps_with_one_route_do_not_both_start()
    {
        using var endpoints = new HttpFunctionEndpoints();
        using IHost first = Build("first", endpoints);
        using IHost second = Build("second", endpoints);
        await first.StartAsync();
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync());
        Assert.Contains("the same route", exception.Message, StringComparison.Ordinal);
        await first.StopAsync();
        Assert.Empty(endpoints.Endpoints);
    }

    private static IHost Build(string name, HttpFunctionEndpoints endpoints)
    {
        FunctionAppEnvironment.Current = new FunctionAppEnvironment
        {
            Name = name,
            FunctionTypes = [typeof(Fine)],
            ConfigureServices = services => services.AddSingleton(endpoints),
        };
        IHost app = FunctionsApplication.CreateBuilder([]).ConfigureFunctionsWebApplication().Build();
        FunctionAppEnvironment.Current = null;
        return app;
    }

    private static async Task StartAsync(params Type[] functions)
    {
        await using FunctionAppHost host = await TestApp.StartAsync(new TestApp.Setup { Functions = functions, Settings = Settings });
    }

    public static class Fine
    {
        [Function("f")]
        public static void F([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Assert.NotNull(request);
    }

    public static class NoTrigger
    {
        [Function("f")]
        public static void F(FunctionContext context) => Assert.NotNull(context);
    }

    public static class TwoTriggers
    {
        [Function("f")]
        public static void F([HttpTrigger] HttpRequest request, [TimerTrigger("* * * * * *")] TimerInfo timer) => Assert.NotSame(request, timer);
    }

    public static class NotPublic
    {
        [Function("f")]
        internal static void F([HttpTrigger] HttpRequest request) => Assert.NotNull(request);
    }

    public static class Generic<T>
    {
        [Function("f")]
        public static void F([HttpTrigger] HttpRequest request) => Assert.NotSame(request, typeof(T));
    }

    public abstract class AbstractClass
    {
        [Function("f")]
        public void F([HttpTrigger] HttpRequest request) => Assert.NotSame(request, this);
    }

    public static class AsyncVoid
    {
        [Function("f")]
        public static async void F([HttpTrigger] HttpRequest request)
        {
            await Task.Yield();
            Assert.NotNull(request);
        }
    }

    public static class SameName
    {
        [Function("f")]
        public static void F([HttpTrigger(Route = "one")] HttpRequest request) => Assert.NotNull(request);

        [Function("F")]
        public static void G([HttpTrigger(Route = "two")] HttpRequest request) => Assert.NotNull(request);
    }

    public static class SameRoute
    {
        [Function("f")]
        public static void F([HttpTrigger("get", "post", Route = "tickets/{id}")] HttpRequest request) => Assert.NotNull(request);

        [Function("g")]
        public static void G([HttpTrigger("POST", Route = "Tickets/{number}")] HttpRequest request) => Assert.NotNull(request);
    }

    public static class BadRoute
    {
        [Function("f")]
        public static void F([HttpTrigger(Route = "tickets/{id")] HttpRequest request) => Assert.NotNull(request);
    }

    public static class UnknownParameter
    {
        [Function("f")]
        public static void F([HttpTrigger] HttpRequest request, Uri order) => Assert.NotSame(request, order);
    }

    public static class UserLevel
    {
        [Function("f")]
        public static void F([HttpTrigger(AuthorizationLevel.User)] HttpRequest request) => Assert.NotNull(request);
    }

    public static class UnmarkedHttpResult
    {
        [Function("f")]
        public static Outputs F([HttpTrigger] HttpRequest request) => new(request.Path, new OkResult());

        public sealed record Outputs([property: ServiceBusOutput("q")] string Message, IActionResult Answer);
    }

    public static class RetriedHttp
    {
        [Function("f")]
        [FixedDelayRetry(3, "00:00:01")]
        public static void F([HttpTrigger] HttpRequest request) => Assert.NotNull(request);
    }

    public static class RetriedMessage
    {
        [Function("f")]
        [FixedDelayRetry(3, "00:00:01")]
        public static void F([ServiceBusTrigger("q")] string message) => Assert.NotNull(message);
    }

    public static class MessageAsOutput
    {
        [Function("f")]
        [ServiceBusOutput("q")]
        public static ServiceBusMessage[] F([TimerTrigger("* * * * * *")] TimerInfo timer) => [new ServiceBusMessage($"{timer.IsPastDue}")];
    }

    public static class UnbatchedArray
    {
        [Function("f")]
        public static void F([ServiceBusTrigger("q")] ServiceBusReceivedMessage[] messages) => Assert.NotNull(messages);
    }

    public static class BatchOfOne
    {
        [Function("f")]
        public static void F([ServiceBusTrigger("q", IsBatched = true)] ServiceBusReceivedMessage message) => Assert.NotNull(message);
    }

    public static class Sessions
    {
        [Function("f")]
        public static void F([ServiceBusTrigger("q", IsSessionsEnabled = true)] string message) => Assert.NotNull(message);
    }

    public static class BadSchedule
    {
        [Function("f")]
        public static void F([TimerTrigger("*/5 * * * *")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class MissingSetting
    {
        [Function("f")]
        public static void F([TimerTrigger("%Nowhere%")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class BadTimerParameter
    {
        [Function("f")]
        public static void F([TimerTrigger("* * * * * *")] string timer) => Assert.NotNull(timer);
    }

    public static class BadRetry
    {
        [Function("f")]
        [ExponentialBackoffRetry(3, "soon", "00:01:00")]
        public static void F([TimerTrigger("* * * * * *")] TimerInfo timer) => Assert.NotNull(timer);
    }
}
