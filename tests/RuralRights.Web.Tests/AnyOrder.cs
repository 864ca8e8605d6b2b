using System.Security.Cryptography;
using System.Text;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestClassOrderer(typeof(RuralRights.Web.Tests.AnyOrder))]
[assembly: TestMethodOrderer(typeof(RuralRights.Web.Tests.AnyOrder))]

namespace RuralRights.Web.Tests;

/// <summary>
/// Classes and tests run in the order of their names, wherever the repository lies; RR_TEST_ORDER, any word, gives another order
/// that comes back with the same word. A test that needs one of these orders is wrong.
/// </summary>
public sealed class AnyOrder : ITestClassOrderer, ITestMethodOrderer
{
    private static readonly string? Word = Environment.GetEnvironmentVariable("RR_TEST_ORDER");

    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : notnull, ITestClass =>
        [.. testClasses.OrderBy(one => Place(one?.TestClassName), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod =>
        [.. testMethods.OrderBy(one => Place(one?.MethodName), StringComparer.Ordinal)];

    private static string Place(string? name) =>
        string.IsNullOrEmpty(Word) ? name ?? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Word} {name}")));
}
