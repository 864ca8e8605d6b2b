using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace RuralRights.Journeys;

/// <summary>Asks axe what would keep somebody from using a page.</summary>
/// <remarks>
/// No page of ours holds another in a frame, so one run inside the page finds everything; the way that reads frames opens a second page each
/// time to put their answers together. What is right is neither described nor brought over, because nobody reads it.
/// </remarks>
internal static class Barriers
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds, each with the first elements where it does.</summary>
    /// <param name="page">The page.</param>
    /// <param name="only">Rules to look by; none for all.</param>
    public static async Task<string[]> On(IPage page, params string[] only)
    {
        await page.EvaluateAsync(_axe);
        return await page.EvaluateAsync<string[]>("""
            async only => (await axe.run(document, { resultTypes: ['violations'], ...(only.length > 0 && { runOnly: only }) })).violations
                .map(violation => `${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)
            """, only);
    }
}
