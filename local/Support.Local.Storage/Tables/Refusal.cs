namespace Support.Local.Storage.Tables;

/// <summary>Why an operation is not carried out: the service's status, code and words.</summary>
/// <remarks>
/// Codes and messages are those of Azurite where it has one. Where Azure documents another the remark stands at the
/// check; no client here tells the two apart.
/// </remarks>
internal sealed record Refusal(int Status, string Code, string Message)
{
    public static Refusal InvalidInput { get; } = new(400, "InvalidInput", "An error occurred while processing this request.");

    public static Refusal InvalidFilter { get; } = new(400, "InvalidInput", "The query condition specified in the request is invalid.");

    public static Refusal InvalidOperation { get; } = new(400, "InvalidOperation", string.Empty);

    public static Refusal MissingRequiredHeader { get; } =
        new(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");

    public static Refusal Unsupported { get; } = new(400, "InvalidUri", "The requested URI does not represent any resource on the server.");

    public static Refusal NotImplemented { get; } =
        new(501, "NotImplemented", "The requested operation is not implemented on the specified resource.");

    public static Refusal TableNameEmpty { get; } = new(400, "TableNameEmpty", "The specified table name is empty.");

    public static Refusal TableNameLength { get; } =
        new(400, string.Empty, "The specified resource name length is not within the permissible limits.");

    public static Refusal TableName { get; } = new(400, string.Empty, "The specified resource name contains invalid characters.");

    public static Refusal TableAlreadyExists { get; } = new(409, "TableAlreadyExists", "The table specified already exists.");

    public static Refusal TableNotFound { get; } = new(404, "TableNotFound", "The table specified does not exist.");

    public static Refusal ResourceNotFound { get; } = new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static Refusal EntityAlreadyExists { get; } = new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static Refusal UpdateConditionNotSatisfied { get; } =
        new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static Refusal PropertiesNeedValue { get; } =
        new(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");

    public static Refusal PropertyValueTooLarge { get; } = new(
        400,
        "PropertyValueTooLarge",
        "The property value exceeds the maximum allowed size (64KB). If the property value is a string, it is UTF-16 encoded and the maximum number of characters should be 32K or less.");

    public static Refusal PropertyNameTooLong { get; } =
        new(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length (255).");

    public static Refusal TooManyProperties { get; } =
        new(400, "TooManyProperties", "The entity contains more properties than allowed. Each entity can include up to 252 properties to store data. Each entity also has 3 system properties.");

    public static Refusal EntityTooLarge { get; } =
        new(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");

    public static Refusal OutOfRangeInput { get; } = new(400, "OutOfRangeInput", "One of the request inputs is out of range.");

    public static Refusal RequestBodyTooLarge { get; } =
        new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static Refusal AtomFormatNotSupported { get; } = new(415, "AtomFormatNotSupported", "Atom format is not supported.");

    public static Refusal TooManyOperations { get; } =
        new(400, "InvalidInput", "The batch request operation exceeds the maximum 100 changes per change set.");

    public static Refusal DifferentPartitions { get; } =
        new(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");

    public static Refusal DuplicateRow(string rowKey) => new(
        400,
        "InvalidDuplicateRow",
        $"A command with RowKey '{rowKey}' is already present in the batch. An entity can appear only once in a batch. ");
}
