return await RuralRights.Web.Ops.CommandLine.RunAsync(args);
