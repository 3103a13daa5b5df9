using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>Reads the error code and message out of what the service answers.</summary>
internal sealed class ErrorDetails : RequestFailedDetailsParser
{
    public static ErrorDetails Parser { get; } = new();

    public static string? Code(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out string? code) ? code : null;

    public override bool TryParse(Response response, out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        data = new Dictionary<string, string>();
        string? code = Code(response);
        string? message = null;
        if (response.ContentStream is MemoryStream && response.Content is { } content && content.ToMemory().Length > 0)
        {
            try
            {
                using Stream stream = content.ToStream();
                foreach (XElement element in XDocument.Load(stream).Root?.Elements() ?? [])
                {
                    switch (element.Name.LocalName)
                    {
                        case "Code": code ??= element.Value; break;
                        case "Message": message = element.Value; break;
                        default: data[element.Name.LocalName] = element.Value; break;
                    }
                }
            }
            catch (XmlException)
            {
                // A proxy's page instead of the service's answer: the status says all there is.
            }
        }

        error = code is null ? null : new ResponseError(code, message);
        return error is not null;
    }
}
