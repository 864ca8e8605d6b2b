using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Registry.Registration;

/// <summary>Deliveries that are being worked off, kept open from one look to the next.</summary>
/// <remarks>Opening a county takes as long as reading it once; after that each household is at hand. The one used last stays, others go after half an hour.</remarks>
public sealed class WorkBenches : IDisposable
{
    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _sweeping;
    private bool _isClosed;

    /// <summary>Benches of one process.</summary>
    public WorkBenches(TimeProvider clock)
    {
        _clock = clock;
        _sweeping = clock.CreateTimer(_ => Sweep(_idle), null, _idle, _idle);
    }

    /// <summary>Takes a delivery's bench, opened with the given means if it is not open; give it back by disposing.</summary>
    internal async Task<Borrowed> Take(string sha256, Func<Task<Delivery>> open, CancellationToken cancel)
    {
        Place place;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!_places.TryGetValue(sha256, out place!)) _places.Add(sha256, place = new(Task.Run(() => Open(open), CancellationToken.None)));
            place.Users++;
        }

        try
        {
            var (delivery, bench) = await place.Opening.WaitAsync(cancel);
            return new(this, place, delivery, bench);
        }
        catch
        {
            lock (_gate)
            {
                place.Users--;
                place.LastUsed = _clock.GetUtcNow();
                if (place.Opening.IsFaulted && _places.GetValueOrDefault(sha256) == place) _places.Remove(sha256);
            }

            throw;
        }
    }

    /// <summary>Closes everything that nobody uses; what somebody uses is closed when it is given back.</summary>
    public void Dispose()
    {
        _sweeping.Dispose();
        lock (_gate) _isClosed = true;
        Sweep(TimeSpan.Zero);
    }

    // A delivery that is still being opened when nobody waits for it any more is closed as soon as it is open.
    private static void Close(Place place) => _ = place.Opening.ContinueWith(
        opening => opening.Result.Delivery.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static async Task<(Delivery Delivery, WorkBench Bench)> Open(Func<Task<Delivery>> open)
    {
        var delivery = await open();
        try
        {
            return (delivery, new WorkBench(delivery));
        }
        catch
        {
            delivery.Dispose();
            throw;
        }
    }

    private void Sweep(TimeSpan idle)
    {
        var now = _clock.GetUtcNow();
        lock (_gate)
        {
            foreach (var (sha256, place) in _places.Where(place => place.Value.Users == 0 && now - place.Value.LastUsed >= idle).ToList())
            {
                _places.Remove(sha256);
                Close(place);
            }
        }
    }

    private void GiveBack(Place place)
    {
        lock (_gate)
        {
            place.Users--;
            place.LastUsed = _clock.GetUtcNow();
        }

        if (_isClosed) Sweep(TimeSpan.Zero);
    }

    internal sealed class Place(Task<(Delivery Delivery, WorkBench Bench)> opening)
    {
        public Task<(Delivery Delivery, WorkBench Bench)> Opening => opening;

        public int Users { get; set; }

        public DateTimeOffset LastUsed { get; set; }
    }

    /// <summary>An open delivery and its bench, for the time of one look.</summary>
    internal sealed class Borrowed(WorkBenches benches, Place place, Delivery delivery, WorkBench bench) : IDisposable
    {
        private bool _isGivenBack;

        public Delivery Delivery => delivery;

        public WorkBench Bench => bench;

        public void Dispose()
        {
            if (_isGivenBack) return;
            _isGivenBack = true;
            benches.GiveBack(place);
        }
    }
}
