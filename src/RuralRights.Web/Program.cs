System.Console.WriteLine("RuralRights");
