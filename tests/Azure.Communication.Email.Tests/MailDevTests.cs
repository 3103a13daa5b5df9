using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Support.TestKit;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>One mail through the mail catcher that the Local flavour runs with, read by somebody else's parser.</summary>
public sealed class MailDevTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _smtpPort = FreePort();
    private readonly int _webPort = FreePort();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maildev-");
    private Process? _process;

    public Task InitializeAsync()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in new[]
        {
            Path.Combine(RepositoryRoot.Path, "node_modules", "maildev", "bin", "maildev"), "--silent", "--ip", "127.0.0.1",
            "--smtp", Text(_smtpPort), "--web", Text(_webPort), "--mail-directory", _folder.FullName,
        })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start);
        _process!.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_mail_is_read_as_it_was_written()
    {
        EmailMessage message = Mails.Plain("Grüße,\n.\nwir kümmern uns.\n", "[SUP-7] Drücker geht nicht 🖨");
        message.Content.Html = "<p>Grüße, <b>wir kümmern uns</b>.</p>";
        message.Recipients.CC.Add(new EmailAddress("zoe@example.org", "Zoë"));
        message.Recipients.BCC.Add(new EmailAddress("audit@example.org"));
        message.ReplyTo.Add(new EmailAddress("tickets@example.com"));
        message.Headers["Message-ID"] = "<SUP-7.ack@example.com>";
        message.Headers["References"] = "<SUP-7@example.com> <SUP-7.1@example.com>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Attachments.Add(new EmailAttachment("Bericht ä.csv", "text/csv", BinaryData.FromString("a;b")));

        await SendWhenUpAsync(message);

        JsonElement mail = Assert.Single((await FetchAsync()).EnumerateArray());
        Assert.Equal("[SUP-7] Drücker geht nicht 🖨", mail.GetProperty("subject").GetString());
        Assert.Equal("Grüße,\n.\nwir kümmern uns.\n", mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));
        Assert.Equal("<p>Grüße, <b>wir kümmern uns</b>.</p>", mail.GetProperty("html").GetString()!.Trim());
        Assert.Equal("Zoë", mail.GetProperty("cc")[0].GetProperty("name").GetString());
        Assert.Equal("audit@example.org", mail.GetProperty("calculatedBcc")[0].GetProperty("address").GetString());
        Assert.Equal("tickets@example.com", mail.GetProperty("replyTo")[0].GetProperty("address").GetString());
        JsonElement headers = mail.GetProperty("headers");
        Assert.Equal("<SUP-7.ack@example.com>", headers.GetProperty("message-id").GetString());
        Assert.Equal("<SUP-7@example.com> <SUP-7.1@example.com>", headers.GetProperty("references").GetString());
        Assert.Equal("auto-generated", headers.GetProperty("auto-submitted").GetString());
        Assert.Equal("Bericht ä.csv", mail.GetProperty("attachments")[0].GetProperty("fileName").GetString());
    }

    /// <summary>Sends as soon as the server listens: the only failure that is tried again is that it cannot be reached.</summary>
    private async Task SendWhenUpAsync(EmailMessage message)
    {
        var client = new EmailClient($"endpoint=smtp://127.0.0.1:{_smtpPort}");
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await client.SendAsync(WaitUntil.Completed, message, patience.Token);
                return;
            }
            catch (RequestFailedException failed) when (failed.ErrorCode == "SmtpUnreachable")
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    /// <summary>The server shows a mail a moment after it has taken it.</summary>
    private async Task<JsonElement> FetchAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_webPort}") };
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            JsonElement mails = await http.GetFromJsonAsync<JsonElement>("/email", patience.Token);
            if (mails.GetArrayLength() > 0)
            {
                return mails;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
