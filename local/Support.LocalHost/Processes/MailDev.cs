using System.Globalization;

namespace Support.Local.Hosting.Processes;

/// <summary>The mail catcher: used when one answers on the ports, started when nothing does.</summary>
internal sealed class MailDev(DataFolder data, int webPort, int smtpPort)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly DetachedProcess _process = new(data, "maildev");

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        bool[] answers = await Task.WhenAll(Ports.AnswersAsync(webPort, cancellationToken), Ports.AnswersAsync(smtpPort, cancellationToken));
        if (answers.Any(answer => answer))
        {
            await CheckAsync(answers, cancellationToken);
            return;
        }

        await _process.WaitForEndAsync(StopTimeout, cancellationToken);
        string mails = data["mails"];
        Directory.CreateDirectory(mails);
        await _process.StartAsync(
            [
                NodeTools.MailDevScript, "--silent", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--mail-directory", mails,
                "--web", Text(webPort), "--smtp", Text(smtpPort),
            ],
            cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        if (!await Ports.WaitForAsync([webPort, smtpPort], () => !_process.IsRunning(), patience.Token))
        {
            throw new LocalHostException($"MailDev ended at once; {_process.LogFile} says why.");
        }

        await AskAsync("reloadMailsFromDirectory", cancellationToken);
    }

    /// <summary>It waits for every connection to close, open pages included; its mails are on disk anyway.</summary>
    public Task StopAsync() => _process.StopAsync(StopTimeout, insist: true);

    private async Task CheckAsync(bool[] answers, CancellationToken cancellationToken)
    {
        if (!answers[0] || !await AskAsync("healthz", cancellationToken))
        {
            throw new LocalHostException(
                $"Port {(answers[0] ? webPort : smtpPort)} is taken by something that is not MailDev: free it, choose others with --mail-port and --smtp-port, or use --no-mail.");
        }

        if (!answers[1])
        {
            throw new LocalHostException($"MailDev on port {webPort} takes no mails on port {smtpPort}: choose its port with --smtp-port.");
        }
    }

    private async Task<bool> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = AnswerTimeout };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri($"http://127.0.0.1:{webPort}/{path}"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
