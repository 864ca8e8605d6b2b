using Microsoft.OpenApi;
using RuralRights.Registry;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web;

/// <summary>The register's door for programs: the API under <c>/api/v1</c> and its description at <c>/openapi/v1.json</c>.</summary>
internal static class Programs
{
    /// <summary>Adds what the API needs of the host.</summary>
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => RegisterApi.Json(json.SerializerOptions));
        services.AddSingleton<CallerOf>(provider => context =>
        {
            var visitor = Visitor.From(context.User);
            return new(visitor.Actor, provider.GetRequiredService<Premises>().County, visitor.Collective);
        });
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "RuralRights";
                document.Info.Description = "农村“三权”登记簿。A register of rural land rights: acts under the law, and their receipts.";
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Opens the door.</summary>
    public static void Map(WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        RegisterApi.Map(app);
    }
}
