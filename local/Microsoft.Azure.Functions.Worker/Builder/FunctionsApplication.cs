using Support.Local.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // The package's class is not static.
public class FunctionsApplication
#pragma warning restore CA1052
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(args, FunctionAppEnvironment.Current ?? throw new InvalidOperationException(
            "Built with the Local flavour a function app runs inside the local host: start it with './support run'. " +
            "Build with -p:AzureSdk=Packages to run it in Azure or with the Functions Core Tools."));
}
