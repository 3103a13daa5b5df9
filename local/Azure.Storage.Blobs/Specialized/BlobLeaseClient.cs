using System.Globalization;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;
using Support.Local;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>The lease of a blob or a container: whoever has it may write, and nobody else.</summary>
public class BlobLeaseClient
{
    /// <summary>The duration of a lease that does not run out.</summary>
    public static readonly TimeSpan InfiniteLeaseDuration = TimeSpan.FromSeconds(-1);

    private readonly BlobConnection? _connection;
    private readonly Uri? _uri;
    private readonly string _query = "comp=lease";
    private string _leaseId = "";

    /// <summary>For mocking.</summary>
    protected BlobLeaseClient()
    {
    }

    public BlobLeaseClient(BlobBaseClient client, string? leaseId = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_connection, _uri) = (client.Connection, client.Uri);
        _leaseId = leaseId ?? LocalIdentity.NewGuid().ToString();
    }

    public BlobLeaseClient(BlobContainerClient client, string? leaseId = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_connection, _uri) = (client.Connection, client.Uri);
        _query = "restype=container&comp=lease";
        _leaseId = leaseId ?? LocalIdentity.NewGuid().ToString();
    }

    public Uri Uri => _uri ?? throw Mock.IsIncomplete();

    public virtual string LeaseId => _leaseId;

    public virtual Task<Response<BlobLease>> AcquireAsync(
        TimeSpan duration, RequestConditions? conditions = default, CancellationToken cancellationToken = default) => SendAsync(
        "acquire",
        conditions,
        headers =>
        {
            headers.SetValue("x-ms-lease-duration", Seconds(duration));
            headers.SetValue("x-ms-proposed-lease-id", LeaseId);
        },
        cancellationToken);

    public virtual Task<Response<BlobLease>> RenewAsync(RequestConditions? conditions = default, CancellationToken cancellationToken = default) =>
        SendAsync("renew", conditions, headers => headers.SetValue("x-ms-lease-id", LeaseId), cancellationToken);

    public virtual Task<Response<BlobLease>> ChangeAsync(
        string proposedId, RequestConditions? conditions = default, CancellationToken cancellationToken = default) => SendAsync(
        "change",
        conditions,
        headers =>
        {
            headers.SetValue("x-ms-lease-id", LeaseId);
            headers.SetValue("x-ms-proposed-lease-id", proposedId);
        },
        cancellationToken);

    public virtual async Task<Response<ReleasedObjectInfo>> ReleaseAsync(
        RequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        Response<BlobLease> released = await SendAsync(
            "release", conditions, headers => headers.SetValue("x-ms-lease-id", LeaseId), cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new ReleasedObjectInfo(released.Value.ETag, released.Value.LastModified), released.GetRawResponse());
    }

    public virtual Task<Response<BlobLease>> BreakAsync(
        TimeSpan? breakPeriod = default, RequestConditions? conditions = default, CancellationToken cancellationToken = default) => SendAsync(
        "break",
        conditions,
        headers =>
        {
            if (breakPeriod is { } period)
            {
                headers.SetValue("x-ms-lease-break-period", Seconds(period));
            }
        },
        cancellationToken);

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private async Task<Response<BlobLease>> SendAsync(
        string action, RequestConditions? conditions, Action<RequestHeaders> set, CancellationToken cancellationToken)
    {
        BlobConnection connection = _connection ?? throw Mock.IsIncomplete();
        Response response = await connection.RequireAsync(
            RequestMethod.Put,
            BlobUri.WithQuery(Uri, _query),
            headers =>
            {
                BlobConnection.Set(headers, conditions);
                headers.SetValue("x-ms-lease-action", action);
                set(headers);
            },
            cancellationToken).ConfigureAwait(false);
        string id = Values.Header(response, "x-ms-lease-id") ?? LeaseId;
        _leaseId = id;
        return Response.FromValue(
            new BlobLease
            {
                ETag = Values.ETag(response),
                LastModified = Values.Time(response, "Last-Modified"),
                LeaseId = id,
                LeaseTime = Values.Header(response, "x-ms-lease-time") is { } time ? int.Parse(time, CultureInfo.InvariantCulture) : null,
            },
            response);
    }
}
