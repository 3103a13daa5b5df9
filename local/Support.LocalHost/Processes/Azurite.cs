using System.Globalization;

namespace Support.Local.Hosting.Processes;

/// <summary>The storage emulator: used when one answers on the ports, started when nothing does.</summary>
internal sealed class Azurite(DataFolder data, StorageAccount account)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly DetachedProcess _process = new(data, "azurite");

    /// <summary>Whether this data folder's hosts started it, so that what it holds is this folder's.</summary>
    public bool IsOurs => _process.IsRunning();

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        bool[] answers = await Task.WhenAll(account.Ports.Select(port => Ports.AnswersAsync(port, cancellationToken)));
        if (answers.Any(answer => answer))
        {
            await Task.WhenAll(account.Ports.Where((_, i) => answers[i]).Select(port => CheckAsync(port, cancellationToken)));
            if (!answers.All(answer => answer))
            {
                throw new LocalHostException(
                    $"Azurite answers on some of the ports {account.BlobPort} to {account.TablePort} only: stop it, or choose others with --storage-port.");
            }

            return;
        }

        // One that an earlier host asked to end may still be writing what this one would read.
        if (!await _process.WaitForEndAsync(EndTimeout, cancellationToken))
        {
            throw new LocalHostException($"The Azurite of an earlier start does not end; {_process.LogFile} may say why.");
        }

        await _process.StartAsync(Arguments(), cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        if (!await Ports.WaitForAsync(account.Ports, () => !_process.IsRunning(), patience.Token))
        {
            throw new LocalHostException($"Azurite ended at once; {_process.LogFile} says why.");
        }
    }

    /// <summary>
    /// Asks it to end, and never kills it: it has to write to disk what it holds. It may wait for this process's idle
    /// connections first, which end with the process; the next start waits for it.
    /// </summary>
    public Task StopAsync() => _process.StopAsync(StopTimeout, insist: false);

    private IEnumerable<string> Arguments()
    {
        yield return NodeTools.AzuriteScript;
        foreach (string flag in new[] { "--silent", "--disableTelemetry", "--skipApiVersionCheck" })
        {
            yield return flag;
        }

        (string Name, string Value)[] options =
        [
            ("location", data["azurite"]),
            ("blobHost", "127.0.0.1"), ("queueHost", "127.0.0.1"), ("tableHost", "127.0.0.1"),
            ("blobPort", Text(account.BlobPort)), ("queuePort", Text(account.QueuePort)), ("tablePort", Text(account.TablePort)),
        ];
        foreach ((string name, string value) in options)
        {
            yield return $"--{name}";
            yield return value;
        }
    }

    private static async Task CheckAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = AnswerTimeout };
        try
        {
            // It refuses a request without a signature, and says its name while it does.
            using HttpResponseMessage response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
            if (response.Headers.Server.ToString().StartsWith("Azurite", StringComparison.Ordinal))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, it does not speak HTTP.
        }

        throw new LocalHostException($"Port {port} is taken by something that is not Azurite: free it, or choose another with --storage-port.");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
