namespace Support.Local.Storage.Tables;

/// <summary>The types that a property may have.</summary>
internal enum EdmType
{
    String,
    Boolean,
    Int32,
    Int64,
    Double,
    DateTime,
    Guid,
    Binary,
}

internal static class EdmTypes
{
    /// <summary>The type of an annotation's text; null when there is no such.</summary>
    public static EdmType? Parse(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("Edm.String"u8) ? EdmType.String
        : text.SequenceEqual("Edm.Int64"u8) ? EdmType.Int64
        : text.SequenceEqual("Edm.DateTime"u8) ? EdmType.DateTime
        : text.SequenceEqual("Edm.Double"u8) ? EdmType.Double
        : text.SequenceEqual("Edm.Guid"u8) ? EdmType.Guid
        : text.SequenceEqual("Edm.Binary"u8) ? EdmType.Binary
        : text.SequenceEqual("Edm.Int32"u8) ? EdmType.Int32
        : text.SequenceEqual("Edm.Boolean"u8) ? EdmType.Boolean
        : null;
}
