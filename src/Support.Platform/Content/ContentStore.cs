using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Support.Platform.Storage;

namespace Support.Platform.Content;

/// <summary>
/// What is too large for a table: mails as they came, attachments, HTML. Each is a blob under a name drawn at random, so
/// that nobody finds one by guessing; who needs it, writes the name down.
/// </summary>
public sealed class ContentStore(BlobServiceClient blobs, RandomNumberGenerator random)
{
    /// <summary>The container; infra/modules/ticket-storage.bicep makes the same one.</summary>
    public const string ContainerName = "content";

    /// <summary>The most that is kept under one name, in bytes.</summary>
    public const int BytesMax = 32 * 1024 * 1024;

    private const int NameLength = 32;
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Keeps bytes, and answers with their name.</summary>
    /// <param name="bytes">At most <see cref="BytesMax"/>.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="facts">What to write down beside them: names are identifiers, values visible ASCII; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">Too many bytes.</exception>
    public async Task<string> PutAsync(
        ReadOnlyMemory<byte> bytes, string contentType, IReadOnlyDictionary<string, string>? facts, CancellationToken cancellationToken)
    {
        string name = random.NewName();
        await PutAsync(name, bytes, contentType, facts, cancellationToken);
        return name;
    }

    /// <summary>Keeps bytes under a name chosen before; what lay there is overwritten, so that it may be repeated.</summary>
    public async Task PutAsync(
        string name,
        ReadOnlyMemory<byte> bytes,
        string contentType,
        IReadOnlyDictionary<string, string>? facts,
        CancellationToken cancellationToken)
    {
        if (bytes.Length > BytesMax)
        {
            throw new ArgumentException($"At most {BytesMax} bytes are kept under one name; these are {bytes.Length}.", nameof(bytes));
        }

        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = facts is null ? null : new Dictionary<string, string>(facts),
        };
        await _container.GetBlobClient(Checked(name)).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
    }

    /// <summary>Reads what lies under a name; null when nothing does.</summary>
    public async Task<StoredContent?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = (await _container.GetBlobClient(Checked(name)).DownloadContentAsync(cancellationToken)).Value;
            return new StoredContent(
                found.Content.ToMemory(),
                found.Details.ContentType ?? "application/octet-stream",
                found.Details.Metadata is { } facts ? new Dictionary<string, string>(facts) : []);
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Opens what lies under a name, to be read as it comes; null when nothing does. Whoever asked closes it.</summary>
    public async Task<OpenContent?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadStreamingResult found =
                (await _container.GetBlobClient(Checked(name)).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            return new OpenContent(
                found.Content,
                found.Details.ContentLength,
                found.Details.ContentType ?? "application/octet-stream",
                found.Details.Metadata is { } facts ? new Dictionary<string, string>(facts) : []);
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes down other facts beside what lies under a name; harmless when nothing does any more.</summary>
    public async Task SetFactsAsync(string name, IReadOnlyDictionary<string, string> facts, CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient(Checked(name))
                .SetMetadataAsync(new Dictionary<string, string>(facts), cancellationToken: cancellationToken);
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            // Whoever deleted it needs no facts of it.
        }
    }

    /// <summary>Forgets what lies under a name; harmless when nothing does.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(Checked(name)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>A name that nobody else has, for what is kept only later.</summary>
    public string NewName() => random.NewName();

    /// <summary>Whether that can be the name of a content: 32 hexadecimal digits.</summary>
    public static bool IsName(string? name) => name is { Length: NameLength } && name.All(char.IsAsciiHexDigitLower);

    private static string Checked(string name) =>
        IsName(name) ? name : throw new ArgumentException("A content's name has 32 hexadecimal digits.", nameof(name));
}
