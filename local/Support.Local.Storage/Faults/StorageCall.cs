namespace Support.Local.Storage;

/// <summary>What a fault may be limited to.</summary>
/// <param name="Service"><c>table</c>, <c>queue</c> or <c>blob</c>; of a service beside the account, the first part of its host.</param>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Path">The path below the account, escaped as sent: <c>/Tickets(PartitionKey='p',RowKey='r')</c>.</param>
public readonly record struct StorageCall(string Service, string Method, string Path);
