using System.Globalization;
using System.Text;
using System.Xml;

namespace Support.Local.Storage.Protocol;

/// <summary>XML as the services write it.</summary>
internal static class StorageXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
    };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            writer.WriteStartDocument(standalone: true);
            write(writer);
        }

        return stream.ToArray();
    }

    public static string Time(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Metadata in a listing: an element each.</summary>
    public static void WriteMetadata(XmlWriter writer, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Metadata");
        foreach ((string name, string value) in metadata)
        {
            writer.WriteElementString(XmlConvert.EncodeLocalName(name), value);
        }

        writer.WriteEndElement();
    }
}
