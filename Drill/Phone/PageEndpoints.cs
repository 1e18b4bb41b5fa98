using System.Reflection;

namespace OrleansFailover.Drill.Phone;

/// <summary>Serves the page from this assembly: nothing to be found on disk, nothing from elsewhere.</summary>
internal static class PageEndpoints
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        Map(app, "/", "phone.html", "text/html; charset=utf-8");
        Map(app, "/phone.css", "phone.css", "text/css; charset=utf-8");
        Map(app, "/phone.js", "phone.js", "text/javascript; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder app, string path, string file, string type)
    {
        var bytes = Read(file);
        app.MapGet(path, (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.CacheControl = "no-cache";
            return Results.Bytes(bytes, type);
        });
    }

    private static byte[] Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"phone/{file}")
            ?? throw new InvalidOperationException($"The page's file {file} is not embedded in this assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
