using System.Diagnostics;
using System.Net;
using Support.EndToEnd.Tests.Backend;
using Support.EndToEnd.Tests.Http;
using Support.EndToEnd.Tests.Life;
using Xunit;

namespace Support.EndToEnd.Tests.Outages;

[Collection(OutageTests.Name)]
public sealed class When_storage_is_away_for_a_while(FastBackend backend)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // What a caller is kept waiting at most before being told to come back later.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(15);

    private Api Api => backend.Process.Api;

    [Fact]
    public async Task Callers_are_told_to_come_back_and_all_goes_on_by_itself_when_it_is_there_again()
    {
        string asleep = (await Api.OpenAsync(Some.Ticket(impact: "high", urgency: "high")))["id"]!;
        await HistoryAsync(asleep, static history => history.HasStep("response-breach"), "a ticket that sleeps until half of its resolution");

        await backend.Process.Storage.StopAsync();
        (string Name, string Value) key = ("Idempotency-Key", Some.Key());
        object ticket = Some.Ticket();
        await RefusedAsync(() => Api.PostAsync("api/tickets", ticket, key));
        await RefusedAsync(() => Api.GetAsAsync("nadia", "api/desk/tickets"));
        await RefusedAsync(() => Api.CommandAsync("ben", asleep, "take"));
        Assert.True(backend.Process.IsRunning);

        await backend.Process.Storage.StartAsync();
        Answer opened = await Eventually.GetAsync(
            () => Api.PostAsync("api/tickets", ticket, key), static answer => answer.Status == HttpStatusCode.Created, Patience, "a ticket that is taken");
        await HistoryAsync(
            opened["id"]!, static history => history.Notices.Any(static notice => notice.Fate == "sent"), "the new ticket's acknowledgement");
        Assert.Single(backend.Mails.MailsOf(opened["id"]!));

        await HistoryAsync(asleep, static history => history.HasStep("half"), "the sleeping ticket's next step");
        TicketRun run = await TicketRun.CollectAsync(asleep, Api, backend.Mails);
        Assert.Equal(TheDefaultModel.EventsOfAnUntouchedTicket.Take(13), run.WhatTimeBrought().Take(13));
    }

    private static async Task RefusedAsync(Func<Task<Answer>> request)
    {
        long start = Stopwatch.GetTimestamp();

        Answer answer = await request();

        ProblemAssert.Is(answer, HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal("5", answer.Header("Retry-After"));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, AnswerMax);
    }

    private Task<History> HistoryAsync(string id, Func<History, bool> isRight, string what) =>
        Eventually.GetAsync(() => Api.HistoryAsync(id), isRight, Patience, what);
}
