using System.Security.Cryptography;
using System.Text;
using Support.Mail.Mime;

namespace Support.Mail.Providers;

/// <summary>
/// The fields of a form (<c>multipart/form-data</c>, RFC 7578, or <c>application/x-www-form-urlencoded</c>). Their contents
/// point into the body and are not copied, so a mail of many megabytes is held once.
/// </summary>
public sealed class FormPayload
{
    /// <summary>The most fields that are read.</summary>
    public const int FieldsMax = 1_000;

    /// <summary>The longest name of a field, in characters.</summary>
    public const int NameLengthMax = 200;

    internal FormPayload(IReadOnlyList<FormField> fields) => Fields = fields;

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>Reads a form.</summary>
    /// <param name="body">The body. It must not change afterwards.</param>
    /// <param name="contentType">The Content-Type header of it.</param>
    /// <param name="mistake">Why it cannot be read; null when it can.</param>
    /// <returns>The form; null when it cannot be read.</returns>
    public static FormPayload? Read(ReadOnlyMemory<byte> body, string? contentType, out string? mistake)
    {
        var type = HeaderParameters.Read(contentType);
        switch (type.Value)
        {
            case "multipart/form-data" when type["boundary"] is { Length: > 0 and <= 200 } boundary:
                return MultipartForm.Read(body, Encoding.UTF8.GetBytes(boundary), out mistake);
            case "multipart/form-data":
                mistake = "The Content-Type multipart/form-data has no boundary.";
                return null;
            case "application/x-www-form-urlencoded":
                return UrlEncodedForm.Read(body, out mistake);
            default:
                mistake = "The body must be a form: multipart/form-data or application/x-www-form-urlencoded.";
                return null;
        }
    }

    /// <summary>The first field of that name; null when there is none.</summary>
    public FormField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>The text of the first field of that name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="lengthMax">A longer one, in bytes, is not taken for one: null.</param>
    public string? Text(string name, int lengthMax = int.MaxValue) =>
        Find(name) is { } field && field.Content.Length <= lengthMax ? field.Text() : null;

    /// <summary>
    /// A hash of names and contents alone: the same for a form that is sent again, though with another boundary. In hexadecimal
    /// digits.
    /// </summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FormField field in Fields)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{field.Name.Length} {field.Name} {field.Content.Length} ")));
            hash.AppendData(field.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
