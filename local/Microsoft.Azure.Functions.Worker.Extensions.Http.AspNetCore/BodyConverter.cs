using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Support.Local.Worker;

namespace Support.Local.Http;

/// <summary>Reads the body of the request that triggered the invocation.</summary>
internal sealed class BodyConverter : IInputConverter
{
    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        HttpContext? http = context.FunctionContext.GetHttpContext();
        return http is null
            ? ConversionResult.Unhandled()
            : ConversionResult.Success(await ReadAsync(http.Request, context.TargetType));
    }

    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type)
    {
        BinaryData body = await BinaryData.FromStreamAsync(request.Body, request.HttpContext.RequestAborted);
        return JsonInput.Convert(body, type, request.HttpContext.RequestServices);
    }
}
