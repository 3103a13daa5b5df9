using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>A filter with the values of an interpolated string quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterText.Format(filter);

    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter);

    /// <summary>The rows that a filter leaves, in the order of their keys, fetched page by page as they are read.</summary>
    public virtual Pageable<T> Query<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new PagedQuery<T>(
            (continuationToken, pageSize) =>
            {
                using HttpMessage message = _requests.Query(filter, select, pageSize ?? maxPerPage, ContinuationToken.Parse(continuationToken));
                return ToPage<T>(_connection.Send(message, cancellationToken));
            },
            cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new AsyncPagedQuery<T>(
            async (continuationToken, pageSize, cancellation) =>
            {
                using HttpMessage message = _requests.Query(filter, select, pageSize ?? maxPerPage, ContinuationToken.Parse(continuationToken));
                return ToPage<T>(await _connection.SendAsync(message, cancellation).ConfigureAwait(false));
            },
            cancellationToken);

    /// <inheritdoc cref="Query{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    private static Page<T> ToPage<T>(Response response)
        where T : class, ITableEntity =>
        Page<T>.FromValues(EntityJson.LoadPage<T>(response.Content.ToMemory().Span), ContinuationToken.From(response), response);
}
