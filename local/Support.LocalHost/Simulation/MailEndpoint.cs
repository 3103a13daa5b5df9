using System.Text.Json;
using Support.Local.Storage.Protocol;

namespace Support.Local.Hosting.Simulation;

/// <summary>Takes mails by the REST protocol of Azure Communication Services, an operation once however often it is sent.</summary>
internal sealed class MailEndpoint(TimeProvider time) : IStorageEndpoint
{
    private readonly List<ReceivedMail> _received = [];

    public IReadOnlyList<ReceivedMail> Received => _received;

    public StorageAnswer Answer(StorageRequest request)
    {
        string operationId = request.Header("Operation-Id") ?? LocalIdentity.NewGuid().ToString();
        if (_received.TrueForAll(mail => mail.OperationId != operationId))
        {
            _received.Add(Read(operationId, request.Body));
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { id = operationId, status = "Running" });
        return new StorageAnswer(202, "Accepted", [new("Content-Type", "application/json")], body);
    }

    private ReceivedMail Read(string operationId, ReadOnlyMemory<byte> body)
    {
        using JsonDocument json = JsonDocument.Parse(body);
        JsonElement mail = json.RootElement;
        JsonElement content = mail.GetProperty("content");
        return new ReceivedMail(
            time.GetUtcNow(),
            operationId,
            [.. mail.GetProperty("recipients").GetProperty("to").EnumerateArray().Select(to => to.GetProperty("address").GetString()!)],
            content.GetProperty("subject").GetString()!,
            content.TryGetProperty("plainText", out JsonElement text) ? text.GetString()! : string.Empty,
            mail.TryGetProperty("headers", out JsonElement headers)
                ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!)
                : [])
        {
            ReplyTo = mail.TryGetProperty("replyTo", out JsonElement replyTo)
                ? replyTo.EnumerateArray().Select(to => to.GetProperty("address").GetString()).FirstOrDefault()
                : null,
        };
    }
}
