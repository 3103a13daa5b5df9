using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>One table and its rows.</summary>
public partial class TableClient
{
    private readonly TablesConnection _connection;
    private readonly TableRequests _requests;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablesConnection.Open(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TablesConnection.Open(endpoint, credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TablesConnection.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TablesConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        _requests = new TableRequests(connection, tableName);
        Name = tableName;
    }

    /// <summary>For tests that put their own client in its place.</summary>
    protected TableClient() => (_connection, _requests, Name) = (null!, null!, string.Empty);

    public virtual string Name { get; }

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri => new(_requests.Address);

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(Name, ExpectedStatus.Created);
        return _connection.Send(message, cancellationToken).ToTable(Name);
    }

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(Name, ExpectedStatus.Created);
        return (await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false)).ToTable(Name);
    }

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(Name, ExpectedStatus.CreatedOrExists);
        return _connection.Send(message, cancellationToken).ToTable(Name);
    }

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.CreateTable(Name, ExpectedStatus.CreatedOrExists);
        return (await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false)).ToTable(Name);
    }

    /// <summary>Deletes the table. There being none is answered by a response with status 404, not by an exception.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.DeleteTable(Name);
        return _connection.Send(message, cancellationToken);
    }

    /// <inheritdoc cref="Delete"/>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = _connection.DeleteTable(Name);
        return await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }
}
