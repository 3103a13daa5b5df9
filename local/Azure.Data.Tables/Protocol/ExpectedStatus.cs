using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>The statuses that are no errors, by what was asked.</summary>
internal static class ExpectedStatus
{
    public static StatusCodeClassifier Read { get; } = new([200]);

    public static StatusCodeClassifier ReadIfExists { get; } = new([200, 404]);

    public static StatusCodeClassifier Created { get; } = new([201, 204]);

    public static StatusCodeClassifier CreatedOrExists { get; } = new([201, 204, 409]);

    public static StatusCodeClassifier Changed { get; } = new([204]);

    /// <summary>To delete what is not there is no error: it is not there.</summary>
    public static StatusCodeClassifier Deleted { get; } = new([204, 404]);

    public static StatusCodeClassifier Accepted { get; } = new([202]);
}
