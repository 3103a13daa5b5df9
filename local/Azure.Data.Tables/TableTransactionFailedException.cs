using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>One action of a transaction was refused, so none was carried out.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(Checked(requestFailedException).Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        if (requestFailedException.Data[ErrorDetails.FailedEntityKey] is string index)
        {
            Data[ErrorDetails.FailedEntityKey] = index;
            FailedTransactionActionIndex = int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The place, from zero, of the refused action in the transaction; null when the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    private static RequestFailedException Checked(RequestFailedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception, "requestFailedException");
        return exception;
    }
}
