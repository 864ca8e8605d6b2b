namespace RuralRights.Registry.SignIn;

/// <summary>A message to a person.</summary>
/// <param name="Channel">sms or mail.</param>
/// <param name="To">Telephone number or mail address.</param>
/// <param name="Text">What it says.</param>
public sealed record Notice(string Channel, string To, string Text)
{
    /// <summary>Says nothing, so that a number never slips into a log.</summary>
    public override string ToString() => nameof(Notice);
}

/// <summary>Carries messages out of the house: the gateway of a telephone company, a mail server, a folder.</summary>
public interface INotifier
{
    /// <summary>
    /// Sends a message. The key is the same when it is tried again after a crash whose outcome is not known: whoever carries it
    /// out hands the key on, or remembers it, so that nobody gets it twice.
    /// </summary>
    Task Send(string key, Notice notice, CancellationToken cancel);
}
