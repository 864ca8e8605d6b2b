namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Fine interlaced lines (扭索纹), as on every paper of value: they blur when the paper is copied.</summary>
internal static class Guilloche
{
    /// <summary>Two waves woven around a page between two frames.</summary>
    public static IEnumerable<Mark> Border(Box outer, double band)
    {
        var line = new Box(outer.Left + band / 2, outer.Top + band / 2, outer.Width - band, outer.Height - band);
        var corner = band / 2;
        foreach (var (from, to) in new[]
        {
            (new Spot(line.Left + corner, line.Top), new Spot(line.Right - corner, line.Top)),
            (new Spot(line.Right, line.Top + corner), new Spot(line.Right, line.Bottom - corner)),
            (new Spot(line.Right - corner, line.Bottom), new Spot(line.Left + corner, line.Bottom)),
            (new Spot(line.Left, line.Bottom - corner), new Spot(line.Left, line.Top + corner)),
        })
        {
            foreach (var phase in new[] { 0, 1, 2 }) yield return Wave(from, to, band * 0.36, phase * 2 * Math.PI / 3);
        }

        foreach (var spot in line.Corners)
        {
            var block = new Box(spot.X - corner, spot.Y - corner, band, band);
            yield return new Mark.Stroke(block.Corners, 0.25, Ink.Green, Closed: true);
            yield return new Mark.Fill([[new(spot.X, block.Top + 0.9), new(block.Right - 0.9, spot.Y), new(spot.X, block.Bottom - 0.9), new(block.Left + 0.9, spot.Y)]], Ink.Green);
            yield return new Mark.Circle(spot, 0.6, Ink.White);
        }
    }

    /// <summary>A rosette of petals turned against one another, for the middle of the page.</summary>
    public static IEnumerable<Mark> Rosette(Spot centre, double radius)
    {
        const int petals = 18, rings = 12, corners = 432;
        for (var ring = 0; ring < rings; ring++)
        {
            var mean = radius * (0.34 + 0.055 * ring);
            var phase = ring % 2 == 0 ? 0 : Math.PI;
            var through = Enumerable.Range(0, corners).Select(step =>
            {
                var angle = 2 * Math.PI * step / corners;
                var reach = mean + radius * 0.055 * Math.Sin(petals * angle + phase);
                return new Spot(centre.X + reach * Math.Cos(angle), centre.Y + reach * Math.Sin(angle));
            });
            yield return new Mark.Stroke([.. through], 0.2, Ink.Mist, Closed: true);
        }
    }

    private static Mark.Stroke Wave(Spot from, Spot to, double height, double phase)
    {
        var length = from.To(to);
        var waves = Math.Round(length / 6.2);
        var steps = (int)waves * 16;
        var (alongX, alongY) = ((to.X - from.X) / length, (to.Y - from.Y) / length);
        return new([.. Enumerable.Range(0, steps + 1).Select(step =>
        {
            var (at, rise) = (length * step / steps, height * Math.Sin(2 * Math.PI * waves * step / steps + phase));
            return new Spot(from.X + alongX * at - alongY * rise, from.Y + alongY * at + alongX * rise);
        })], 0.14, Ink.Green);
    }
}
