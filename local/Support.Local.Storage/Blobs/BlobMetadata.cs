using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>Metadata, whose names must be those of C#: they are headers of HTTP and members of classes.</summary>
internal static class BlobMetadata
{
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ServiceCall call)
    {
        List<KeyValuePair<string, string>> metadata = call.Metadata();
        return metadata.All(pair => IsIdentifier(pair.Key))
            ? metadata
            : throw new ServiceRefusal(400, "InvalidMetadata", "The metadata specified is invalid. It has characters that are not permitted.");
    }

    private static bool IsIdentifier(string name) =>
        (char.IsLetter(name[0]) || name[0] == '_') && name.All(character => char.IsLetterOrDigit(character) || character == '_');
}
