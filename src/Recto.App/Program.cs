return await Recto.App.Shell.CommandLine.RunAsync(args);
