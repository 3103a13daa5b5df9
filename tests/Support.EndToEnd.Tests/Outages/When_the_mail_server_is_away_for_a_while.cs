using Support.EndToEnd.Tests.Backend;
using Support.EndToEnd.Tests.Http;
using Xunit;

namespace Support.EndToEnd.Tests.Outages;

[Collection(OutageTests.Name)]
public sealed class When_the_mail_server_is_away_for_a_while(FastBackend backend)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Its_mails_are_tried_again_until_they_are_sent()
    {
        backend.Mails.Stop();
        string id = (await backend.Process.Api.OpenAsync(Some.Ticket()))["id"]!;

        HistoryNotice waiting = await AcknowledgementAsync(id, "retrying");
        Assert.NotNull(waiting.Error);
        Assert.Empty(backend.Mails.MailsOf(id));

        backend.Mails.Start();
        HistoryNotice sent = await AcknowledgementAsync(id, "sent");
        Assert.InRange(sent.Attempts, 2, 10);
        Assert.Equal($"[{id}] We have received: Checkout is slow", Assert.Single(backend.Mails.MailsOf(id)).Subject);
    }

    private async Task<HistoryNotice> AcknowledgementAsync(string id, string fate)
    {
        History history = await Eventually.GetAsync(
            () => backend.Process.Api.HistoryAsync(id),
            told => told.Notices.Any(notice => notice.Fate == fate),
            Patience,
            $"an acknowledgement that is {fate}");
        return Assert.Single(history.Notices);
    }
}
