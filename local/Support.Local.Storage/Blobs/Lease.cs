using Support.Local.Storage.Protocol;

namespace Support.Local.Storage.Blobs;

/// <summary>Where a lease stands.</summary>
internal enum LeaseState
{
    Available,
    Leased,
    Expired,
    Breaking,
    Broken,
}

/// <summary>The lease of a blob or of a container. It runs out by itself, so its state is always asked at a time.</summary>
/// <param name="resource">"Blob" or "Container", for the words of its errors.</param>
internal sealed class Lease(string resource)
{
    private const int Infinite = -1;

    private string? _id;
    private int _seconds;
    private DateTimeOffset _expires;
    private DateTimeOffset? _breaks;

    public string? Id => _id;

    /// <summary>Whether it was taken for good.</summary>
    public bool IsInfinite => _seconds == Infinite;

    public LeaseState At(DateTimeOffset now)
    {
        if (_id is null)
        {
            return LeaseState.Available;
        }

        if (_breaks is { } breaks)
        {
            return now < breaks ? LeaseState.Breaking : LeaseState.Broken;
        }

        return IsInfinite || now < _expires ? LeaseState.Leased : LeaseState.Expired;
    }

    public bool IsLocked(DateTimeOffset now) => At(now) is LeaseState.Leased or LeaseState.Breaking;

    public string Acquire(DateTimeOffset now, int seconds, string? proposedId)
    {
        LeaseState state = At(now);
        if (state == LeaseState.Breaking && proposedId == _id)
        {
            throw new ServiceRefusal(409, "LeaseIsBreakingAndCannotBeAcquired", "There is already a breaking lease, and can't  be acquired.");
        }

        if (state is LeaseState.Leased or LeaseState.Breaking && proposedId != _id)
        {
            throw new ServiceRefusal(409, "LeaseAlreadyPresent", "There is already a lease present.");
        }

        if (seconds is not Infinite and (< 15 or > 60))
        {
            throw InvalidHeader();
        }

        _id = proposedId ?? LocalIdentity.NewGuid().ToString();
        _seconds = seconds;
        _breaks = null;
        Prolong(now);
        return _id;
    }

    public void Renew(DateTimeOffset now, string id)
    {
        LeaseState state = At(now);
        ThrowIfNotMine(id);
        if (state is LeaseState.Breaking or LeaseState.Broken)
        {
            throw new ServiceRefusal(
                409, "LeaseIsBrokenAndCannotBeRenewed", "The lease ID matched, but the lease has been broken explicitly and cannot be renewed.");
        }

        Prolong(now);
    }

    public void Change(DateTimeOffset now, string id, string proposedId)
    {
        LeaseState state = At(now);
        if (state is LeaseState.Available or LeaseState.Expired or LeaseState.Broken)
        {
            throw NotPresent();
        }

        // Whoever lost the answer to his change asks again with the identity that it has by now.
        if (state == LeaseState.Breaking || _id != proposedId)
        {
            ThrowIfNotMine(id);
        }

        if (state == LeaseState.Breaking)
        {
            throw new ServiceRefusal(
                409, "LeaseIsBreakingAndCannotBeChanged", "The lease ID matched, but the lease is currently in breaking state and cannot be changed.");
        }

        _id = proposedId;
    }

    public void Release(string id)
    {
        ThrowIfNotMine(id);
        Forget();
    }

    /// <returns>The seconds until another may acquire it.</returns>
    public int Break(DateTimeOffset now, int? period)
    {
        LeaseState state = At(now);
        if (state == LeaseState.Available)
        {
            throw NotPresent();
        }

        if (period is < 0 or > 60)
        {
            throw InvalidHeader();
        }

        DateTimeOffset end = state switch
        {
            LeaseState.Leased when IsInfinite => now,
            LeaseState.Leased => _expires,
            LeaseState.Breaking => _breaks ?? now,
            _ => now,
        };
        DateTimeOffset asked = period is { } seconds ? now.AddSeconds(seconds) : end;
        _breaks = state == LeaseState.Leased && IsInfinite || asked < end ? asked : end;
        return (int)Math.Round((_breaks.Value - now).TotalSeconds);
    }

    /// <summary>Throws unless a request with that lease id, or with none, may change what the lease guards.</summary>
    public void ThrowIfNotWritable(DateTimeOffset now, string? id)
    {
        if (!IsLocked(now))
        {
            if (id is not null)
            {
                throw Lost();
            }

            return;
        }

        if (id is null)
        {
            string what = resource == "Blob" ? "blob" : "container";
            throw new ServiceRefusal(412, "LeaseIdMissing", $"There is currently a lease on the {what} and no lease ID was specified in the request.");
        }

        ThrowIfOther(id);
    }

    /// <summary>Throws if a request names a lease that is not the present one; who names none may read.</summary>
    public void ThrowIfNotReadable(DateTimeOffset now, string? id)
    {
        if (id is null)
        {
            return;
        }

        if (!IsLocked(now))
        {
            throw Lost();
        }

        ThrowIfOther(id);
    }

    /// <summary>A lease that is over is forgotten when what it guarded changes: then it cannot be renewed any more.</summary>
    public void ForgetIfOver(DateTimeOffset now)
    {
        if (!IsLocked(now))
        {
            Forget();
        }
    }

    private static ServiceRefusal InvalidHeader() =>
        new(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");

    private static ServiceRefusal NotPresent() =>
        new(409, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the container or blob.");

    private void Prolong(DateTimeOffset now) => _expires = IsInfinite ? DateTimeOffset.MaxValue : now.AddSeconds(_seconds);

    private void Forget()
    {
        _id = null;
        _breaks = null;
    }

    private void ThrowIfNotMine(string id)
    {
        if (_id is null || !string.Equals(_id, id, StringComparison.OrdinalIgnoreCase))
        {
            throw new ServiceRefusal(
                409, "LeaseIdMismatchWithLeaseOperation", "The lease ID specified did not match the lease ID for the container or blob.");
        }
    }

    private void ThrowIfOther(string id)
    {
        if (!string.Equals(_id, id, StringComparison.OrdinalIgnoreCase))
        {
            string what = resource == "Blob" ? "blob" : "container";
            throw new ServiceRefusal(
                412, $"LeaseIdMismatchWith{resource}Operation", $"The lease ID specified did not match the lease ID for the {what}.");
        }
    }

    private ServiceRefusal Lost()
    {
        string what = resource == "Blob" ? "blob" : "container";
        return new(412, $"LeaseNotPresentWith{resource}Operation", $"A lease ID was specified, but the lease for the {what} has expired.");
    }
}
