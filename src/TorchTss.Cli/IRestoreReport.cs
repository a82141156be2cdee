namespace TorchTss.Cli;

/// <summary>What the user sees of a run.</summary>
internal interface IRestoreReport
{
    /// <summary>A remark that changes nothing, e.g. an option without effect.</summary>
    void Note(string sentence);

    /// <summary>The host is open.</summary>
    void Opened(SuperResolver resolver, RunSettings resolved, TimeSpan elapsed);

    /// <summary>A picture begins.</summary>
    /// <returns>Where its iterations are reported.</returns>
    IProgress<StepReport> Started(InputPicture picture, int index, int count, int steps);

    /// <summary>A picture is done and on disk.</summary>
    void Finished(InputPicture picture, RunResult result);

    /// <summary>A result existed and was kept.</summary>
    /// <param name="picture">Input and result.</param>
    /// <param name="difference">How it differs from what this run would make; null where it does not.</param>
    void Kept(InputPicture picture, string? difference);

    /// <summary>A picture could not be restored; the run goes on.</summary>
    void Failed(InputPicture picture, string sentence);

    /// <summary>The run could not be started; the sentence goes to standard error in any case.</summary>
    void Refused(string sentence);

    /// <summary>The user stopped the run.</summary>
    void Interrupted(int finished, int count);
}
