using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Support.Domain.Json;
using Support.Domain.Model;

namespace Support.Platform.Model;

/// <summary>A model as one row: its file and those that it names, compressed, in as many properties as it takes.</summary>
internal static class KeptModel
{
    public const string Partition = "kept";

    // A binary property holds 64 KiB, a row 1 MiB.
    private const int ChunkBytes = 60_000;
    private const int ChunksMax = 15;

    /// <summary>The key of a revision, whatever the operator wrote into the version.</summary>
    public static string RowKey(string revision) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(revision)).AsSpan(0, 16));

    /// <summary>The row; null for a model that has no file, or one that does not fit even compressed.</summary>
    public static TableEntity? Row(SupportModelSource source)
    {
        if (source.Text is not { } text)
        {
            return null;
        }

        byte[] bytes = Compress(JsonSerializer.SerializeToUtf8Bytes(text, SupportJson.Options));
        if (bytes.Length > ChunkBytes * ChunksMax)
        {
            return null;
        }

        var row = new TableEntity(Partition, RowKey(source.Current.Revision)) { ["Revision"] = source.Current.Revision };
        foreach ((int number, byte[] chunk) in bytes.Chunk(ChunkBytes).Index())
        {
            row[Name(number)] = chunk;
        }

        return row;
    }

    public static SupportModel? Read(TableEntity row)
    {
        using var bytes = new MemoryStream();
        for (int number = 0; row.GetBinary(Name(number)) is { } chunk; number++)
        {
            bytes.Write(chunk);
        }

        bytes.Position = 0;
        using var plain = new BrotliStream(bytes, CompressionMode.Decompress);
        ModelText text = JsonSerializer.Deserialize<ModelText>(plain, SupportJson.Options)!;
        return SupportModelReader.Read(text.Model, text.Files.GetValueOrDefault).Model;
    }

    private static byte[] Compress(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new BrotliStream(bytes, CompressionLevel.Optimal))
        {
            compressed.Write(plain);
        }

        return bytes.ToArray();
    }

    private static string Name(int number) => $"Data{number.ToString(CultureInfo.InvariantCulture)}";
}
