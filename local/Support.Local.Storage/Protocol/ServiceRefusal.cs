using System.Globalization;

namespace Support.Local.Storage.Protocol;

/// <summary>
/// A request that the Queue or the Blob service does not carry out. Thrown where that is found, and turned into an answer
/// where the request came in.
/// </summary>
internal sealed class ServiceRefusal : Exception
{
    private readonly (string Name, string Value)[] _details;

    public ServiceRefusal(int status, string code, string message, params (string Name, string Value)[] details)
        : base(message)
    {
        Status = status;
        Code = code;
        _details = details;
    }

    private ServiceRefusal()
        : base("Bad Request")
    {
        Status = 400;
        _details = [];
    }

    public int Status { get; }

    /// <summary>What clients tell errors apart by; null for a request that is no request of this service at all.</summary>
    public string? Code { get; }

    /// <summary>Headers that this error has beside those of every error.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A request that cannot be understood, or that lacks what its kind must have.</summary>
    public static ServiceRefusal Malformed() => new();

    public static ServiceRefusal OutOfRange(string parameter, string value, long least, long most) => new(
        400,
        "OutOfRangeQueryParameterValue",
        "One of the query parameters specified in the request URI is outside the permissible range.",
        ("QueryParameterName", parameter),
        ("QueryParameterValue", value),
        ("MinimumAllowed", least.ToString(CultureInfo.InvariantCulture)),
        ("MaximumAllowed", most.ToString(CultureInfo.InvariantCulture)));

    public static ServiceRefusal InvalidQueryParameter(string parameter, string value, string reason) => new(
        400,
        "InvalidQueryParameterValue",
        "Value for one of the query parameters specified in the request URI is invalid.",
        ("QueryParameterName", parameter),
        ("QueryParameterValue", value),
        ("Reason", reason));

    public static ServiceRefusal InvalidXml() => new(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");

    /// <summary>Throws unless containers and queues may be called so.</summary>
    public static void ThrowIfNotAName(string name)
    {
        if (name.Length is < 3 or > 63)
        {
            throw new ServiceRefusal(400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits.");
        }

        bool isLegal = name.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        if (!isLegal)
        {
            throw new ServiceRefusal(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
        }
    }

    /// <summary>The error as XML, which is how both services say it.</summary>
    public byte[] ToXml(string requestId, DateTimeOffset now) => StorageXml.Write(writer =>
    {
        writer.WriteStartElement("Error");
        writer.WriteElementString("Code", Code);
        writer.WriteElementString("Message", string.Create(CultureInfo.InvariantCulture, $"{Message}\nRequestId:{requestId}\nTime:{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"));
        foreach ((string name, string value) in _details)
        {
            writer.WriteElementString(name, value);
        }

        writer.WriteEndElement();
    });
}
