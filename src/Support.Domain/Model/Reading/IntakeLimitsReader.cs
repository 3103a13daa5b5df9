namespace Support.Domain.Model.Reading;

/// <summary>Reads how much strangers may send.</summary>
internal static class IntakeLimitsReader
{
    /// <summary>What the content store takes under one name.</summary>
    public const int SizeMax = 32 * 1024 * 1024;

    /// <summary>With what base64 adds, below the 100 MB that Azure Functions takes of a request.</summary>
    public const int TotalMax = 64 * 1024 * 1024;

    public const int CountMax = 100;
    public const int RateMax = 1_000_000;
    public const int ExtensionLengthMax = 16;
    public const int ExtensionsMax = 500;

    public static IntakeLimits Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.IntakeLimits);
        return new IntakeLimits
        {
            Attachments = members["attachments"] is { } attachments ? ReadAttachments(attachments) : new AttachmentLimits(),
            Rates = members["rates"] is { } rates ? ReadRates(rates) : new IntakeRates(),
        };
    }

    private static AttachmentLimits ReadAttachments(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.AttachmentLimits);
        var usual = new AttachmentLimits();
        IReadOnlyList<string> blocked = members["blockedExtensions"]?.Set(ReadExtension) ?? usual.BlockedExtensions;
        if (blocked.Count > ExtensionsMax)
        {
            members["blockedExtensions"]!.Mistake($"Expected at most {ExtensionsMax} ends of names, found {blocked.Count}.");
        }

        return new AttachmentLimits
        {
            SizeMax = members["sizeMax"]?.WholeNumber(1, SizeMax) ?? usual.SizeMax,
            TotalMax = members["totalMax"]?.WholeNumber(1, TotalMax) ?? usual.TotalMax,
            CountMax = members["countMax"]?.WholeNumber(0, CountMax) ?? usual.CountMax,
            BlockedExtensions = blocked,
            BlockPrograms = members["blockPrograms"]?.Flag() ?? usual.BlockPrograms,
        };
    }

    private static string? ReadExtension(ModelNode node)
    {
        const string Expected = "the end of a name without its dot such as exe, in small letters and digits";
        string? text = node.RawText(Expected);
        if (text is null
            || (text.Length is > 0 and <= ExtensionLengthMax && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))))
        {
            return text;
        }

        node.Mistake($"Expected {Expected}, found {node.Found()}.");
        return null;
    }

    private static IntakeRates ReadRates(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.IntakeRates);
        var usual = new IntakeRates();
        return new IntakeRates
        {
            Address = ReadRate(members["address"], usual.Address),
            Anonymous = ReadRate(members["anonymous"], usual.Anonymous),
            Key = ReadRate(members["key"], usual.Key),
            Failures = ReadRate(members["failures"], usual.Failures),
        };
    }

    private static Rate ReadRate(ModelNode? node, Rate usual)
    {
        if (node is null)
        {
            return usual;
        }

        ObjectReader members = ObjectReader.Open(node, ModelShapes.Rate);
        return new Rate(
            members["perMinute"]?.WholeNumber(1, RateMax) ?? usual.PerMinute, members["burst"]?.WholeNumber(1, RateMax) ?? usual.Burst);
    }
}
