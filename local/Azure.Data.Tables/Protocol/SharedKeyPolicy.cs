using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Support.Local;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Signs requests with the account's key, by the scheme called Shared Key Lite: of all that is sent it covers the time
/// and the resource, which makes it the cheapest that the service accepts.
/// </summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    private DateText _now = new(0, string.Empty);

    public override void OnSendingRequest(HttpMessage message)
    {
        string date = Now();
        Uri uri = message.Request.Uri.ToUri();
        string text = $"{date}\n/{credential.AccountName}{uri.AbsolutePath}{Component(uri.Query)}";
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{credential.Sign(text)}");
    }

    /// <summary>Of the query only the name of a resource's component is part of the resource.</summary>
    private static string Component(string query)
    {
        int start = query.IndexOf("comp=", StringComparison.Ordinal);
        if (start < 1 || query[start - 1] is not ('?' or '&'))
        {
            return string.Empty;
        }

        int end = query.IndexOf('&', start);
        return string.Concat("?", end < 0 ? query.AsSpan(start) : query.AsSpan(start, end - start));
    }

    /// <summary>The header has whole seconds, so its text is made once a second and not once a request.</summary>
    private string Now()
    {
        DateTimeOffset now = LocalClock.Transport.GetUtcNow();
        long second = now.UtcTicks / TimeSpan.TicksPerSecond;
        DateText last = _now;
        if (last.Second != second)
        {
            _now = last = new DateText(second, now.ToString("R", CultureInfo.InvariantCulture));
        }

        return last.Text;
    }

    private sealed record DateText(long Second, string Text);
}
