package org.proviso.spectroscopy;

import java.nio.file.Path;
import java.util.List;
import org.proviso.spectroscopy.report.SpectrumReport;

/** What came of a request. */
public sealed interface SpectrumOutcome {

  /** Files that were written. */
  List<Path> files();

  /**
   * The spectrum was quantified.
   *
   * @param report what the files say
   * @param files files that were written
   */
  record Quantified(SpectrumReport report, List<Path> files) implements SpectrumOutcome {
    /** Copies the list. */
    public Quantified {
      files = List.copyOf(files);
    }
  }

  /**
   * The spectrum was refused; the files hold the reasons and no numbers.
   *
   * @param stage what refused it
   * @param reasons why, with what to do next; at least one
   * @param files files that were written
   */
  record Refused(Stage stage, List<String> reasons, List<Path> files) implements SpectrumOutcome {
    /** Copies the lists. */
    public Refused {
      reasons = List.copyOf(reasons);
      files = List.copyOf(files);
    }
  }

  /** The stages of a request. */
  enum Stage {
    /** Telling what the file is: it is something else than a measurement. */
    RECOGNIZE,
    /** Reading the files. */
    READ,
    /** Processing the signal. */
    PROCESS,
    /** Finding or checking the basis. */
    BASIS,
    /** Judging and fitting the spectrum. */
    QUANTIFY
  }
}
