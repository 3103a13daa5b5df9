using Support.Mail.Mime;

namespace Support.Mail.Providers;

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes, as they came.</param>
public sealed record FormField(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The name of the file that it is; null for a field that is none.</summary>
    public string? FileName { get; init; }

    /// <summary>What it says it is, in lower case without parameters; null when it does not say.</summary>
    public string? ContentType { get; init; }

    /// <summary>The charset that it declares; null when it declares none.</summary>
    public string? Charset { get; init; }

    /// <summary>Its text.</summary>
    /// <param name="charset">The charset that something else says it is in; null for what the field itself says.</param>
    public string Text(string? charset = null) => CharsetText.Decode(Content.Span, charset ?? Charset);
}
