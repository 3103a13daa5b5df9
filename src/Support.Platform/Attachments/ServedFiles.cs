using System.Text;
using Microsoft.AspNetCore.Http;
using Support.Platform.Content;
using Support.Platform.Http;

namespace Support.Platform.Attachments;

/// <summary>Gives kept files to who may have them, if a scanner, where there is one, finds them clean.</summary>
public sealed class ServedFiles(ContentStore contents, IMalwareScanner scanner)
{
    // A scanner that was away is tried again this soon.
    private const int RetrySeconds = 30;

    /// <summary>The answer with a file.</summary>
    /// <param name="content">The content's name.</param>
    /// <param name="name">The file's name, as it is to be saved.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IResult> AnswerAsync(string content, string name, CancellationToken cancellationToken)
    {
        if (!ContentStore.IsName(content) || await contents.OpenAsync(content, cancellationToken) is not { } file)
        {
            return Problems.FileNotFound();
        }

        ScanVerdict verdict = ScanFacts.Read(file.Facts);
        if (scanner.IsThere && verdict.State is ScanState.NotScanned or ScanState.Pending)
        {
            await file.DisposeAsync();
            verdict = await ScanAsync(content, cancellationToken);
            if (verdict.State != ScanState.Infected)
            {
                return verdict.State == ScanState.Clean && await contents.OpenAsync(content, cancellationToken) is { } clean
                    ? new FileAnswer(clean, FileNames.Clean(name))
                    : Problems.NotScannedYet(RetrySeconds);
            }
        }

        if (verdict.State == ScanState.Infected)
        {
            await file.DisposeAsync();
            return Problems.Infected(verdict.Finding);
        }

        return new FileAnswer(file, FileNames.Clean(name));
    }

    private async Task<ScanVerdict> ScanAsync(string content, CancellationToken cancellationToken)
    {
        if (await contents.FindAsync(content, cancellationToken) is not { } whole)
        {
            return new ScanVerdict(ScanState.Pending);
        }

        ScanVerdict verdict = await scanner.ScanAsync(whole.Bytes, cancellationToken);
        await contents.SetFactsAsync(content, ScanFacts.Of(verdict), cancellationToken);
        return verdict;
    }

    /// <summary>A file to be saved, not shown: a browser does not run what it is told to save.</summary>
    private sealed record FileAnswer(OpenContent File, string Name) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using OpenContent file = File;
            HttpResponse response = httpContext.Response;
            response.ContentType = FileSniffer.Servable(file.ContentType);
            response.ContentLength = file.Length;
            response.Headers.ContentDisposition = Disposition(Name);
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            response.Headers.CacheControl = "private, no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            await file.Bytes.CopyToAsync(response.Body, httpContext.RequestAborted);
        }
    }

    // RFC 6266 and RFC 8187: a plain name for who cannot read the other, which goes first for none of them.
    private static string Disposition(string name)
    {
        string plain = string.Concat(name.Select(static c => c is >= ' ' and <= '~' and not ('"' or '\\' or '%') ? c : '_'));
        var encoded = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            bool stays = char.IsAsciiLetterOrDigit((char)b) || "!#$&+-.^_`|~".Contains((char)b, StringComparison.Ordinal);
            encoded.Append(stays ? ((char)b).ToString() : $"%{b:X2}");
        }

        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}";
    }
}
