using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Support.TestKit;
using Xunit;

namespace Azure.Communication.Email.Tests;

/// <summary>The mail catcher that the Local flavour runs with, wanting a user and a password.</summary>
public sealed class MailDevFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _smtpPort = Ports.Take();
    private readonly int _webPort = Ports.Take();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maildev-");
    private Process? _process;

    public string Endpoint => Text($"smtp://desk:gehe%2Bim@127.0.0.1:{_smtpPort}");

    public string EndpointWith(string login) => Text($"smtp://{login}127.0.0.1:{_smtpPort}");

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            Path.Combine(RepositoryRoot.Path, "node_modules", "maildev", "bin", "maildev"), "--silent", "--ip", "127.0.0.1",
            "--smtp", Text($"{_smtpPort}"), "--web", Text($"{_webPort}"), "--mail-directory", _folder.FullName,
            "--incoming-user", "desk", "--incoming-pass", "gehe+im",
        })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start);
        _process!.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await SendAsync(Mails.Plain(subject: "first"), untilUp: true);
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Sends, and shows how the catcher read it, a moment after it took it.</summary>
    public async Task<JsonElement> SendAndReadAsync(EmailMessage message)
    {
        await SendAsync(message, untilUp: false);
        using var http = new HttpClient { BaseAddress = new Uri(Text($"http://127.0.0.1:{_webPort}")) };
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            JsonElement mails = await http.GetFromJsonAsync<JsonElement>("/email", patience.Token);
            foreach (JsonElement mail in mails.EnumerateArray())
            {
                if (mail.GetProperty("subject").GetString() == message.Content.Subject)
                {
                    return mail;
                }
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>The bytes of an attachment, as the catcher hands it out.</summary>
    public async Task<byte[]> AttachmentAsync(JsonElement mail, JsonElement attachment)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Text($"http://127.0.0.1:{_webPort}")) };
        string name = attachment.GetProperty("generatedFileName").GetString()!;
        return await http.GetByteArrayAsync(new Uri($"/email/{mail.GetProperty("id").GetString()}/attachment/{name}", UriKind.Relative));
    }

    /// <summary>The only failure that is tried again is that the server is not up yet.</summary>
    private async Task SendAsync(EmailMessage message, bool untilUp)
    {
        var client = new EmailClient($"endpoint={Endpoint}");
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await client.SendAsync(WaitUntil.Completed, message, patience.Token);
                return;
            }
            catch (RequestFailedException failed) when (untilUp && failed.ErrorCode == "SmtpUnreachable")
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
