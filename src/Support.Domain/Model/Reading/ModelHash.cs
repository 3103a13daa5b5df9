using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Support.Domain.Model.Reading;

/// <summary>What tells one model from another. Comments and spacing do not count: no ticket changes because of them.</summary>
internal static class ModelHash
{
    // 48 bits: enough to tell apart the models that one desk ever has, short enough for people to compare.
    private const int LengthBytes = 6;

    public static string Of(JsonElement root, IReadOnlyList<(string Path, string Text)> files)
    {
        var plain = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(plain))
        {
            root.WriteTo(writer);
        }

        // What lies beside the model is part of it.
        foreach ((string path, string text) in files)
        {
            plain.Write(Encoding.UTF8.GetBytes($"\n{path}\n{text}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(plain.WrittenSpan).AsSpan(0, LengthBytes));
    }
}
