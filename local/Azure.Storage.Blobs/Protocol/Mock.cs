namespace Azure.Storage.Blobs.Protocol;

/// <summary>Clients that were made without an account are there to be mocked.</summary>
internal static class Mock
{
    public static InvalidOperationException IsIncomplete() => new("A client made without an account is there to be mocked.");
}
