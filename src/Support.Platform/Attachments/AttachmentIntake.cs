using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Support.Domain.Tickets;
using Support.Platform.Content;
using Support.Platform.Links;
using Support.Platform.Model;
using Support.Platform.Tickets;

namespace Support.Platform.Attachments;

/// <summary>What became of a message's files.</summary>
/// <param name="Files">Those that are kept.</param>
/// <param name="Refused">A sentence for each that is not, for the message to say: nothing is lost in silence.</param>
public sealed record KeptFiles(IReadOnlyList<AttachedFile> Files, IReadOnlyList<string> Refused);

/// <summary>
/// Keeps files that came with messages. They are kept before the message is committed: of a crash in between a content is
/// left over that nobody names, never a message whose file is missing.
/// </summary>
public sealed class AttachmentIntake(ContentStore contents, IMalwareScanner scanner, SupportModelSource model, KeyRing keys)
{
    /// <summary>Keeps the files of a message that may be kept.</summary>
    /// <param name="files">The files as they came.</param>
    /// <param name="key">The key of the delivery: whoever repeats it keeps the same files under the same names; null for no such key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KeptFiles> KeepAllAsync(IReadOnlyList<IncomingFile> files, IdempotencyKey? key, CancellationToken cancellationToken) =>
        await KeepAllAsync(AttachmentRules.Judge(files, model.Current.Intake.Limits.Attachments), key, cancellationToken);

    /// <summary>Keeps files that were judged before.</summary>
    public async Task<KeptFiles> KeepAllAsync(IReadOnlyList<JudgedFile> files, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var kept = new List<AttachedFile>();
        var refused = new List<string>();
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Refusal is { } reason)
            {
                refused.Add($"{files[i].Name} was not kept: {reason}.");
                continue;
            }

            string name = key is null ? contents.NewName() : await NameAsync(key, i, cancellationToken);
            kept.Add(await KeepAsync(files[i], name, cancellationToken));
        }

        return new KeptFiles(kept, refused);
    }

    /// <summary>Keeps one file; the reason why not where its rules forbid it.</summary>
    /// <param name="name">What the sender calls it; null for nothing.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentId">The Content-ID by which the message's HTML shows it; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(AttachedFile? File, string? Refusal)> KeepAsync(
        string? name, ReadOnlyMemory<byte> bytes, string? contentId, CancellationToken cancellationToken)
    {
        KeptFiles kept = await KeepAllAsync([new IncomingFile(name, bytes, contentId)], key: null, cancellationToken);
        return kept.Files is [var file] ? (file, null) : (null, kept.Refused[0]);
    }

    private async Task<AttachedFile> KeepAsync(JudgedFile file, string name, CancellationToken cancellationToken)
    {
        ScanVerdict verdict = await scanner.ScanAsync(file.Incoming.Bytes, cancellationToken);
        await contents.PutAsync(name, file.Incoming.Bytes, file.Kind.ContentType, ScanFacts.Of(verdict), cancellationToken);
        return new AttachedFile
        {
            Content = name,
            Name = file.Name,
            ContentType = file.Kind.ContentType,
            Size = file.Incoming.Bytes.Length,
            ContentId = file.Incoming.ContentId,
        };
    }

    // With the hash of the body: another body under the same key must not overwrite what the first one brought.
    private async Task<string> NameAsync(IdempotencyKey key, int index, CancellationToken cancellationToken)
    {
        byte[] secret = await keys.SecretAsync(cancellationToken);
        string of = string.Create(CultureInfo.InvariantCulture, $"content\n{index}\n{key.BodyHash}\n{key.Scope}\n{key.Value}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(of)).AsSpan(0, 16));
    }
}
