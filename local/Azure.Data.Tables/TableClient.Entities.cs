using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Insert(entity);
        return _connection.Send(message, cancellationToken);
    }

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Insert(entity);
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the row, or merges into or replaces the one that is there.</summary>
    public virtual Response UpsertEntity<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Change(entity, mode, ifMatch: null);
        return _connection.Send(message, cancellationToken);
    }

    /// <inheritdoc cref="UpsertEntity"/>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Change(entity, mode, ifMatch: null);
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes a row that is there and, unless <paramref name="ifMatch"/> is <see cref="ETag.All"/>, has that tag: else
    /// status 404 or 412.
    /// </summary>
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Change(entity, mode, Given(ifMatch));
        return _connection.Send(message, cancellationToken);
    }

    /// <inheritdoc cref="UpdateEntity"/>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using HttpMessage message = _requests.Change(entity, mode, Given(ifMatch));
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Deletes a row, whatever its tag unless <paramref name="ifMatch"/> is given. There being none is answered by a
    /// response with status 404, not by an exception.
    /// </summary>
    public virtual Response DeleteEntity(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _requests.Delete(partitionKey, rowKey, ifMatch);
        return _connection.Send(message, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _requests.Delete(partitionKey, rowKey, ifMatch);
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        TableRequests.CheckKeys(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        TableRequests.CheckKeys(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = _requests.Get(partitionKey, rowKey, select, ExpectedStatus.Read);
        return ToEntity<T>(_connection.Send(message, cancellationToken));
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = _requests.Get(partitionKey, rowKey, select, ExpectedStatus.Read);
        return ToEntity<T>(await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The row, or an answer without a value when there is none.</summary>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = _requests.Get(partitionKey, rowKey, select, ExpectedStatus.ReadIfExists);
        return ToEntityIfExists<T>(_connection.Send(message, cancellationToken));
    }

    /// <inheritdoc cref="GetEntityIfExists"/>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = _requests.Get(partitionKey, rowKey, select, ExpectedStatus.ReadIfExists);
        return ToEntityIfExists<T>(await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false));
    }

    // Without a tag the request would mean "make it when there is none", which is not what an update is.
    private static ETag Given(ETag ifMatch) =>
        ifMatch == default ? throw new ArgumentException("An update needs an ETag; ETag.All accepts any.", nameof(ifMatch)) : ifMatch;

    private static Response<T> ToEntity<T>(Response response)
        where T : class, ITableEntity =>
        Response.FromValue(EntityJson.Load<T>(response.Content.ToMemory().Span), response);

    private static NullableResponse<T> ToEntityIfExists<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 404 ? new NoEntityResponse<T>(response) : ToEntity<T>(response);
}
