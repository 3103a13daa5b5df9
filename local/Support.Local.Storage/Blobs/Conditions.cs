using System.Globalization;
using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>The conditions of a request, by the rules of RFC 9110 as far as the Blob service keeps them.</summary>
internal sealed class Conditions
{
    private readonly string[] _ifMatch;
    private readonly string[] _ifNoneMatch;
    private readonly DateTimeOffset? _ifModifiedSince;
    private readonly DateTimeOffset? _ifUnmodifiedSince;

    public Conditions(ServiceCall call)
    {
        _ifMatch = Tags(call.Header("If-Match"));
        _ifNoneMatch = Tags(call.Header("If-None-Match"));
        _ifModifiedSince = Time(call.Header("If-Modified-Since"));
        _ifUnmodifiedSince = Time(call.Header("If-Unmodified-Since"));
    }

    /// <summary>Whether the request is to make what is not there, and nothing else.</summary>
    public bool OnlyIfAbsent => _ifNoneMatch is ["*"];

    /// <summary>Throws unless what is to be read is as the reader wants it.</summary>
    /// <param name="etag">Null when there is nothing.</param>
    /// <param name="lastModified">When what is there was last changed.</param>
    public void CheckRead(string? etag, DateTimeOffset lastModified)
    {
        if (etag is null)
        {
            if (_ifMatch.Length > 0)
            {
                throw NotMet();
            }

            return;
        }

        if (OnlyIfAbsent)
        {
            throw new ServiceRefusal(400, "UnsatisfiableCondition", "The request includes an unsatisfiable condition for this operation.");
        }

        if ((_ifMatch.Length > 0 && !_ifMatch.Contains(etag) && _ifMatch[0] != "*") || Truncate(lastModified) > _ifUnmodifiedSince)
        {
            throw NotMet();
        }

        bool? isOther = _ifNoneMatch.Length > 0 ? !_ifNoneMatch.Contains(etag) : null;
        bool? isNewer = _ifModifiedSince is { } since ? Truncate(lastModified) > since : null;
        if ((isOther == false && isNewer != true) || (isNewer == false && isOther != true))
        {
            throw new ServiceRefusal(304, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
        }
    }

    /// <summary>Throws unless what is to be changed is as the writer knows it.</summary>
    public void CheckWrite(string? etag, DateTimeOffset lastModified)
    {
        ThrowIfTooMany();
        if (_ifNoneMatch.Length > 0)
        {
            // "*" is for those who make a blob to judge; all others take no notice of it.
            if (etag is not null && _ifNoneMatch[0] == etag)
            {
                throw NotMet();
            }
        }
        else if (_ifMatch.Length > 0)
        {
            if (_ifMatch[0] != "*" && _ifMatch[0] != etag)
            {
                throw NotMet();
            }
        }
        else if (etag is not null && (Truncate(lastModified) <= _ifModifiedSince || (_ifModifiedSince is null && Truncate(lastModified) > _ifUnmodifiedSince)))
        {
            throw NotMet();
        }
    }

    private static string[] Tags(string? header) =>
        header?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTimeOffset? Time(string? header) => header is null
        ? null
        : DateTimeOffset.TryParseExact(header, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw ServiceRefusal.Malformed();

    // The headers say whole seconds, so anything finer would make a blob newer than its own time stamp.
    private static DateTimeOffset Truncate(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static ServiceRefusal NotMet() =>
        new(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    private void ThrowIfTooMany()
    {
        int kindsOfAbsence = (_ifNoneMatch.Length > 0 ? 1 : 0) + (_ifModifiedSince is null ? 0 : 1);
        int kinds = kindsOfAbsence + (_ifMatch.Length > 0 ? 1 : 0) + (_ifUnmodifiedSince is null ? 0 : 1);
        if (_ifMatch.Length > 1 || _ifNoneMatch.Length > 1 || kinds > 2 || (kinds == 2 && kindsOfAbsence == 1))
        {
            throw new ServiceRefusal(400, "MultipleConditionHeadersNotSupported", "Multiple condition headers are not supported.");
        }
    }
}
