using System.CommandLine;
using Support.Bench;

var root = new RootCommand("Loads a backend that './support run' has started, and prints what it took.")
{
    IntakeBench.Command(),
    PipelineBench.Command(),
};
return await root.Parse(args).InvokeAsync();
