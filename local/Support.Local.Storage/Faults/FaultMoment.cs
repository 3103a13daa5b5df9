namespace Support.Local.Storage;

/// <summary>Whether what a request asks for happens although the request fails.</summary>
public enum FaultMoment
{
    /// <summary>The request does not arrive.</summary>
    BeforeEffect,

    /// <summary>The request is carried out and its answer is lost.</summary>
    AfterEffect,
}
