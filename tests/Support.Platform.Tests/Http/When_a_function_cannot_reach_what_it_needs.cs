using Azure;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Platform.Http;
using Support.Platform.Tests.Fakes;
using Xunit;

namespace Support.Platform.Tests.Http;

public sealed class When_a_function_cannot_reach_what_it_needs
{
    private static readonly UnavailableMiddleware Middleware = new(NullLogger<UnavailableMiddleware>.Instance);

    public static TheoryData<string, Exception> Unavailable => new()
    {
        { "refused", new RequestFailedException("Connection refused") },
        { "408", new RequestFailedException(408, "Request time-out") },
        { "429", new RequestFailedException(429, "Too many requests") },
        { "500", new RequestFailedException(500, "Internal error") },
        { "503", new RequestFailedException(503, "Server busy") },
        { "retries", new AggregateException("Retry failed after 3 tries.", new RequestFailedException("a"), new RequestFailedException(503, "b")) },
        { "hung", new AggregateException(new TaskCanceledException("No answer within the time-out.")) },
        { "bus", new ServiceBusException("away", ServiceBusFailureReason.ServiceCommunicationProblem) },
        { "time-out", new TimeoutException() },
        { "wrapped", new InvalidOperationException("outer", new RequestFailedException("inner")) },
    };

    public static TheoryData<string, Exception> Faults => new()
    {
        { "bug", new InvalidOperationException() },
        { "400", new RequestFailedException(400, "Bad request") },
        { "403", new RequestFailedException(403, "Forbidden") },
        { "404", new RequestFailedException(404, "No such table") },
        { "mixed", new AggregateException(new RequestFailedException("a"), new InvalidOperationException()) },
        { "bus", new ServiceBusException("none", ServiceBusFailureReason.MessagingEntityNotFound) },
    };

    [Theory]
    [MemberData(nameof(Unavailable))]
    public async Task An_HTTP_caller_is_told_to_come_again(string reason, Exception failure)
    {
        var context = TestFunctionContext.OfHttp();

        await Middleware.Invoke(context, _ => throw failure);

        Problem problem = Assert.IsType<Problem>(context.Result);
        Web.IsProblem("unavailable", 503, problem);
        Assert.Equal(5, problem.RetryAfterSeconds);
        Assert.DoesNotContain(failure.Message, (await Web.AnswerAsync(problem)).Body.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(reason);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_our_own_is_not_called_that(string reason, Exception fault)
    {
        var context = TestFunctionContext.OfHttp();

        Assert.Same(fault, await Record.ExceptionAsync(() => Middleware.Invoke(context, _ => throw fault)));
        Assert.Null(context.Result);
        Assert.NotEmpty(reason);
    }

    [Theory]
    [MemberData(nameof(Unavailable))]
    public async Task What_a_queue_or_a_clock_started_is_tried_again(string reason, Exception failure)
    {
        Assert.Same(
            failure, await Record.ExceptionAsync(() => Middleware.Invoke(TestFunctionContext.OfQueue(), _ => throw failure)));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public async Task A_caller_who_hung_up_is_answered_nothing()
    {
        using var aborted = new CancellationTokenSource();
        await aborted.CancelAsync();
        var context = TestFunctionContext.OfHttp(aborted.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            Middleware.Invoke(context, _ => throw new OperationCanceledException(aborted.Token)));

        Assert.Null(context.Result);
    }

    [Fact]
    public async Task What_works_goes_through_untouched()
    {
        var context = TestFunctionContext.OfHttp();

        await Middleware.Invoke(context, invoked =>
        {
            invoked.GetInvocationResult().Value = "fine";
            return Task.CompletedTask;
        });

        Assert.Equal("fine", context.Result);
    }
}
