using System.Net;
using Support.EndToEnd.Tests.Backend;
using Support.EndToEnd.Tests.Http;
using Xunit;

namespace Support.EndToEnd.Tests.Commands;

public sealed class Stopping_and_starting_again
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Ends_cleanly_and_goes_on_where_it_was()
    {
        using var mails = new MailSink();
        await using BackendProcess backend = await BackendProcess.StartAsync(new BackendSettings { Mails = mails });
        Answer opened = await backend.Api.OpenAsync(Some.Ticket());

        Assert.Equal(0, await backend.StopAsync());
        await Eventually.TrueAsync(() => !NodeProgram.In(backend.DataDirectory, "azurite").IsRunning, Patience, "the end of what it started");

        await backend.StartAsync();
        Answer read = await backend.Api.GetAsync(opened["link"]!);
        Assert.Equal((HttpStatusCode.OK, "Checkout is slow"), (read.Status, read["subject"]));
        await Eventually.TrueAsync(() => mails.MailsOf(opened["id"]!).Count == 1, Patience, "the acknowledgement");
        Assert.Equal(0, await backend.StopAsync());
    }
}
