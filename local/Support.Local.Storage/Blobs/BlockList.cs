using System.Xml;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The list that makes a blob of blocks.</summary>
internal static class BlockList
{
    private const int LongestId = 64;

    /// <summary>The bytes of a block's identity, which must be base64 of up to 64.</summary>
    public static int LengthOfId(string id)
    {
        Span<byte> bytes = stackalloc byte[LongestId + 3];
        if (id.Length > 4 * (LongestId + 2) / 3)
        {
            throw ServiceRefusal.InvalidQueryParameter("blockid", id, "Block ID length cannot exceed 64.");
        }

        return Convert.TryFromBase64String(id, bytes, out int length) && length <= LongestId
            ? length
            : throw ServiceRefusal.InvalidQueryParameter("blockid", id, "Not a valid base64 string.");
    }

    /// <summary>The identities in their order, each with where to look for its block.</summary>
    public static List<(string Kind, string Id)> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            var list = new List<(string Kind, string Id)>();
            using var reader = XmlReader.Create(BinaryData.FromBytes(body).ToStream(), new XmlReaderSettings { IgnoreWhitespace = true });
            reader.MoveToContent();
            bool isEmpty = reader.IsEmptyElement;
            reader.ReadStartElement();
            while (!isEmpty && reader.IsStartElement())
            {
                list.Add((reader.LocalName, reader.ReadElementContentAsString()));
            }

            return list;
        }
        catch (XmlException)
        {
            throw ServiceRefusal.Malformed();
        }
    }

    public static Block Choose(StoredBlob blob, string kind, string id)
    {
        Block? uncommitted = blob.Uncommitted.Find(block => block.Id == id);
        Block? committed = blob.Blocks.FirstOrDefault(block => block.Id == id);
        Block? chosen = kind switch
        {
            "Uncommitted" => uncommitted,
            "Committed" => committed,
            "Latest" => uncommitted ?? committed,
            _ => null,
        };
        return chosen ?? throw new ServiceRefusal(400, "InvalidBlockList", "The specified block list is invalid.");
    }
}
