using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Support.Platform.Storage;

/// <summary>The app's own user-assigned identity, and what it opens.</summary>
internal static class AppIdentity
{
    public static TokenCredential Credential(IConfiguration configuration) =>
        new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(
            configuration["AZURE_CLIENT_ID"] ?? throw new InvalidOperationException("AZURE_CLIENT_ID is not set.")));

    /// <summary>
    /// The setting <c>Storage</c> is a connection string (locally), or <c>Storage:tableServiceUri</c> names the account
    /// that the app's identity may use.
    /// </summary>
    public static TableServiceClient Tables(IConfiguration configuration)
    {
        TableClientOptions options = Impatient(new TableClientOptions(), TimeSpan.FromSeconds(10));
        return ConnectionString(configuration) is { } connectionString
            ? new TableServiceClient(connectionString, options)
            : new TableServiceClient(Address(configuration, "Storage:tableServiceUri"), Credential(configuration), options);
    }

    /// <summary>The same account's blobs: <c>Storage</c>, or <c>Storage:blobServiceUri</c>.</summary>
    public static BlobServiceClient Blobs(IConfiguration configuration)
    {
        // An attachment takes longer than a row.
        BlobClientOptions options = Impatient(new BlobClientOptions(), TimeSpan.FromSeconds(30));
        return ConnectionString(configuration) is { } connectionString
            ? new BlobServiceClient(connectionString, options)
            : new BlobServiceClient(Address(configuration, "Storage:blobServiceUri"), Credential(configuration), options);
    }

    public static string? ConnectionString(IConfiguration configuration) =>
        configuration["Storage"] is { Length: > 0 } connectionString ? connectionString : null;

    private static Uri Address(IConfiguration configuration, string setting) =>
        new(configuration[setting] ?? throw new InvalidOperationException($"Neither Storage nor {setting} is set."));

    // Who waits for an answer hears within seconds that storage is away; who does not is tried again by the bus.
    private static T Impatient<T>(T options, TimeSpan networkTimeout) where T : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = networkTimeout;
        return options;
    }
}
