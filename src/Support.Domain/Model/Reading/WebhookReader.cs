namespace Support.Domain.Model.Reading;

/// <summary>Reads the systems that escalation calls.</summary>
internal static class WebhookReader
{
    public const int UrlLengthMax = 2000;

    private const string Expected = "an https address such as https://hooks.example.test/support";
    private static readonly Uri Nowhere = new("https://nowhere.invalid/");

    public static Webhook Read(ModelNode node)
    {
        ObjectReader members = ObjectReader.Open(node, ModelShapes.Webhook);
        return new Webhook
        {
            Name = members["name"]?.Name() ?? "",
            Url = (members["url"] is { } url ? ReadUrl(url, "the setting Webhooks:{id}:Secret") : null) ?? Nowhere,
        };
    }

    /// <summary>An address that may be called; null after a mistake. A secret never stands in it but in the setting.</summary>
    public static Uri? ReadUrl(ModelNode node, string setting)
    {
        if (node.RawText(Expected) is not { } text)
        {
            return null;
        }

        if (text.Length > UrlLengthMax || !Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || !IsHttp(url))
        {
            node.Mistake($"Expected {Expected} of at most {UrlLengthMax} characters, found {node.Found()}.");
            return null;
        }

        // Without TLS anybody on the way could read the ticket and answer in the other system's place.
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            node.Mistake($"Expected https; http is only for this machine itself. Found {node.Found()}.");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            node.Mistake($"Expected an address without user, password and fragment; a secret belongs into {setting}.");
            return null;
        }

        return url;
    }

    private static bool IsHttp(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp;
}
