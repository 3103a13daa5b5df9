namespace Support.Local.Storage.Protocol;

/// <summary>One of the three services of an account. It is asked one request at a time.</summary>
internal interface IStorageEndpoint
{
    StorageAnswer Answer(StorageRequest request);
}
