using System.Net.Http.Headers;
using System.Text;

namespace Support.Local.Hosting.Smtp;

/// <summary>Hands mails to the backend's own entry for mails, as a mail server's pipe would.</summary>
internal sealed class RawMailDelivery(Uri entry, string? secret) : IDisposable
{
    private const int SaidLengthMax = 200;

    // Addresses in headers may be in Unicode (RFC 6531).
    private readonly HttpClient _client = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 })
    {
        Timeout = TimeSpan.FromMinutes(1),
    };

    /// <summary>Delivers a mail: 250 when the backend has it, 451 when it is broken, so that the client tries again, 554 when it does not want it.</summary>
    public async Task<string> DeliverAsync(string from, IReadOnlyList<string> to, ReadOnlyMemory<byte> mail, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, entry) { Content = new ReadOnlyMemoryContent(mail) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        request.Headers.TryAddWithoutValidation("X-Envelope-From", $"<{from}>");
        request.Headers.TryAddWithoutValidation("X-Envelope-To", string.Join(", ", to));
        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            string said = OneLine(await response.Content.ReadAsStringAsync(cancellationToken));
            return response.IsSuccessStatusCode
                ? $"250 2.0.0 {said}"
                : (int)response.StatusCode >= 500 ? $"451 4.3.0 {said}" : $"554 5.7.1 {said}";
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"451 4.3.0 {OneLine(away.Message)}";
        }
    }

    public void Dispose() => _client.Dispose();

    private static string OneLine(string text)
    {
        string line = new([.. text.Where(static c => c is >= ' ' and <= '~').Take(SaidLengthMax)]);
        return line.Length == 0 ? "No more is known" : line;
    }
}
