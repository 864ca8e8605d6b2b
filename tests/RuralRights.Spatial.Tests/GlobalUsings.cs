global using CsCheck;
global using NetTopologySuite.Geometries;
global using NetTopologySuite.IO;
global using Shouldly;
global using Xunit;
