using System.Text;

namespace Support.Functions.Intake.Tests.Email.Providers;

/// <summary>Writes forms as providers post them.</summary>
internal sealed class FormBody
{
    private const string Boundary = "--------------------------d74496d66958873e";

    private readonly List<(string Name, byte[] Content, string Headers)> _fields = [];

    public static string ContentType => $"multipart/form-data; boundary={Boundary}";

    public static string UrlEncodedType => "application/x-www-form-urlencoded";

    public FormBody Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public FormBody Add(string name, byte[] content)
    {
        _fields.Add((name, content, string.Empty));
        return this;
    }

    public FormBody AddFile(string name, string fileName, string contentType, byte[] content)
    {
        _fields.Add((name, content, $"; filename=\"{fileName}\"\r\nContent-Type: {contentType}"));
        return this;
    }

    public byte[] Multipart()
    {
        using var body = new MemoryStream();
        foreach ((string name, byte[] content, string headers) in _fields)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{headers}\r\n\r\n"));
            body.Write(content);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"));
        return body.ToArray();
    }

    public byte[] UrlEncoded() => Encoding.ASCII.GetBytes(string.Join(
        '&', _fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={string.Concat(field.Content.Select(value => $"%{value:X2}"))}")));
}
