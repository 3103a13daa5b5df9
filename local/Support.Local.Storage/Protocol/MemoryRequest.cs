using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Support.Local.Storage.Protocol;

/// <summary>A request that never becomes one of HTTP.</summary>
internal sealed class MemoryRequest : Request
{
    private string? _clientRequestId;

    public HeaderList HeaderList { get; } = new();

    public override string ClientRequestId
    {
        get => _clientRequestId ??= LocalIdentity.NewGuid().ToString();
        set => _clientRequestId = value;
    }

    public override void Dispose()
    {
        // The content is not this request's to dispose of before its message is: a retry sends it again.
        RequestContent? content = Content;
        Content = null;
        content?.Dispose();
    }

    protected override void SetHeader(string name, string value) => HeaderList.Set(name, value);

    protected override void AddHeader(string name, string value) => HeaderList.Add(name, value);

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => HeaderList.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = HeaderList.TryGetValue(name, out string? value) ? value.Split(',') : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => HeaderList.ContainsKey(name);

    protected override bool RemoveHeader(string name) => HeaderList.Remove(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => HeaderList.ToHttpHeaders();
}
