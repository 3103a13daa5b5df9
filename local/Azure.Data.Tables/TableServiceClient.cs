using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>The tables of a storage account.</summary>
public class TableServiceClient
{
    private readonly TablesConnection _connection;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _connection = TablesConnection.Open(connectionString, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        _connection = TablesConnection.Open(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _connection = TablesConnection.Open(endpoint, tokenCredential, options);

    /// <summary>For tests that put their own client in its place.</summary>
    protected TableServiceClient() => _connection = null!;

    public virtual Uri Uri => _connection.Endpoint;

    public virtual string AccountName => _connection.AccountName;

    /// <summary>A filter with the values of an interpolated string quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Format(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterTranslator.Translate(filter);

    /// <summary>A client of one table, over this client's connection. Whether the table exists is not asked.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(_connection, tableName);

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(tableName, ExpectedStatus.Created);
        return _connection.Send(message, cancellationToken).ToTable(tableName);
    }

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(tableName, ExpectedStatus.Created);
        return (await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false)).ToTable(tableName);
    }

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(tableName, ExpectedStatus.CreatedOrExists);
        return _connection.Send(message, cancellationToken).ToTable(tableName);
    }

    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(tableName, ExpectedStatus.CreatedOrExists);
        return (await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false)).ToTable(tableName);
    }

    /// <summary>Deletes a table. There being none is answered by a response with status 404, not by an exception.</summary>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.DeleteTable(tableName);
        return _connection.Send(message, cancellationToken);
    }

    /// <inheritdoc cref="DeleteTable"/>
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.DeleteTable(tableName);
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public virtual Pageable<TableItem> Query(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new PagedQuery<TableItem>(
            (continuationToken, pageSize) =>
            {
                using HttpMessage message = _connection.QueryTables(filter, pageSize ?? maxPerPage, continuationToken);
                return _connection.Send(message, cancellationToken).ToTables();
            },
            cancellationToken);

    public virtual Pageable<TableItem> Query(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(FilterText.Format(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(FilterTranslator.Translate(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncPagedQuery<TableItem>(
            async (continuationToken, pageSize, cancellation) =>
            {
                using HttpMessage message = _connection.QueryTables(filter, pageSize ?? maxPerPage, continuationToken);
                return (await _connection.SendAsync(message, cancellation).ConfigureAwait(false)).ToTables();
            },
            cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterText.Format(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterTranslator.Translate(filter), maxPerPage, cancellationToken);
}
