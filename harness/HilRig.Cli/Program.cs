using HilRig.Cli;

return await HilRigCli.RunAsync(args);
