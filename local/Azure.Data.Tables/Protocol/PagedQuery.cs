namespace Azure.Data.Tables.Protocol;

/// <summary>Fetches the page that begins at a continuation token (null: the first) with at most so many items.</summary>
internal delegate Task<Page<T>> FetchPageAsync<T>(string? continuationToken, int? pageSize, CancellationToken cancellationToken);

/// <inheritdoc cref="FetchPageAsync{T}"/>
internal delegate Page<T> FetchPage<T>(string? continuationToken, int? pageSize);

/// <summary>A query's result, fetched page by page as it is read.</summary>
internal sealed class AsyncPagedQuery<T>(FetchPageAsync<T> fetch, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<T> page = await fetch(continuationToken, pageSizeHint, CancellationToken).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource? both = CancellationToken.CanBeCanceled && cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken)
            : null;
        CancellationToken either = both?.Token ?? (CancellationToken.CanBeCanceled ? CancellationToken : cancellationToken);
        string? continuationToken = null;
        do
        {
            Page<T> page = await fetch(continuationToken, null, either).ConfigureAwait(false);
            foreach (T item in page.Values)
            {
                yield return item;
            }

            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}

/// <inheritdoc cref="AsyncPagedQuery{T}"/>
internal sealed class PagedQuery<T>(FetchPage<T> fetch, CancellationToken cancellationToken) : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<T> page = fetch(continuationToken, pageSizeHint);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
