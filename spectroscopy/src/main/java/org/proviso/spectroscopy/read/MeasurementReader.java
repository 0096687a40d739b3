package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.read.Refusal.Reason;

/**
 * Reads a spectroscopy file of any known format, told by its content. Formats that come in two
 * files (SDAT with SPAR, LCModel RAW with its control file) find the second beside the first and
 * check that it belongs to it.
 */
public final class MeasurementReader {

  private static final int MAX_TEXT = 64 << 20;
  private static final int MAX_COMPANION = 1 << 20;
  private static final int MAX_NEIGHBOURS = 1000;

  private final SuppliedParameters supplied;

  private MeasurementReader(SuppliedParameters supplied) {
    this.supplied = supplied;
  }

  /**
   * Reads a file.
   *
   * @param file path of the file
   * @return its measurements or the reason why there are none; never throws for bad content
   */
  public static ReadResult read(Path file) {
    return read(file, SuppliedParameters.none());
  }

  /**
   * Reads a file that may lack parameters.
   *
   * @param file path of the file
   * @param supplied what the caller knows; used only where the file says nothing
   * @return its measurements or the reason why there are none; never throws for bad content
   */
  public static ReadResult read(Path file, SuppliedParameters supplied) {
    try {
      return new ReadResult.Measurements(
          new MeasurementReader(supplied)
              .measurements(file).stream().map(supplied::completed).toList());
    } catch (UnreadableFileException e) {
      return new ReadResult.Refused(e.refusal(file.toString()));
    } catch (IOException | SecurityException e) {
      return new ReadResult.Refused(
          new Refusal(
              Reason.INACCESSIBLE,
              file.toString(),
              "the file cannot be opened (" + e.getClass().getSimpleName() + ").",
              "Check the path and your permission to read it."));
    }
  }

  private List<MrsData> measurements(Path file) throws UnreadableFileException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableFileException(
          Reason.INACCESSIBLE, "there is no such file.", "Check the path.");
    }
    FileBytes bytes = FileBytes.of(file);
    if (NiftiFile.isGzip(bytes) || NiftiFile.matches(bytes)) {
      return nifti(file, bytes);
    }
    if (DicomDataset.matches(bytes) || DicomDataset.looksBare(bytes)) {
      return dicom(DicomDataset.of(bytes));
    }
    if (RdaReader.matches(bytes)) {
      return List.of(RdaReader.read(bytes));
    }
    if (TwixReader.matches(bytes)) {
      return TwixReader.read(bytes);
    }
    if (GePFileReader.matches(bytes)) {
      return GePFileReader.read(bytes);
    }
    if (isText(bytes)) {
      return text(file, bytes);
    }
    return binaryWithParameters(file, bytes);
  }

  private static List<MrsData> nifti(Path file, FileBytes bytes)
      throws UnreadableFileException, IOException {
    Optional<NiftiFile> nifti = NiftiFile.open(file, bytes);
    if (nifti.isEmpty()) {
      throw unknown("the compressed content is not NIfTI.");
    }
    if (!NiftiMrsReader.matches(nifti.get())) {
      throw new UnreadableFileException(
          Reason.NOT_A_MEASUREMENT,
          "this is a NIfTI image, not NIfTI-MRS (its intent is \"" + nifti.get().intent() + "\").",
          "Give it as the image on which the voxel is placed.");
    }
    return List.of(NiftiMrsReader.read(nifti.get()));
  }

  private static List<MrsData> dicom(DicomDataset dataset) throws UnreadableFileException {
    if (CsaDicomReader.matches(dataset)) {
      return List.of(CsaDicomReader.read(dataset));
    }
    if (DicomSpectroscopyReader.matches(dataset)) {
      return DicomSpectroscopyReader.read(dataset);
    }
    throw new UnreadableFileException(
        Reason.NOT_A_MEASUREMENT,
        "this DICOM object (class "
            + dataset.text(0x00080016).orElse("not given")
            + ") holds no spectroscopy signal.",
        "Give the spectroscopy object of the study.");
  }

  private List<MrsData> text(Path file, FileBytes bytes)
      throws UnreadableFileException, IOException {
    if (bytes.size() > MAX_TEXT) {
      throw new UnreadableFileException(
          Reason.TOO_LARGE,
          "a text of " + bytes.size() + " bytes; at most " + MAX_TEXT + " are read.",
          "Give the measurement in a binary format.");
    }
    String text = bytes.text(0, bytes.size());
    if (Namelist.has(text, "BASIS") || Namelist.has(text, "BASIS1")) {
      throw new UnreadableFileException(
          Reason.NOT_A_MEASUREMENT, "this is an LCModel basis.", "Give it as the basis.");
    }
    if (Namelist.has(text, "LCMODL")) {
      throw new UnreadableFileException(
          Reason.NOT_A_MEASUREMENT,
          "this is an LCModel control file.",
          "Give the RAW file that it names.");
    }
    if (text.contains("lines in following concentration table") || text.contains("$$CONC")) {
      throw new UnreadableFileException(
          Reason.NOT_A_MEASUREMENT,
          "this is a result of LCModel, not a measurement.",
          "Give the measurement that was fitted.");
    }
    if (LcmodelRawReader.matches(text)) {
      return List.of(LcmodelRawReader.read(text, controlFile(file), supplied));
    }
    if (PhilipsReader.isParameters(text)) {
      return philips(file, PhilipsReader.parameters(text));
    }
    if (DangerplotReader.matches(text)) {
      return List.of(DangerplotReader.read(text));
    }
    if (ColumnsReader.matches(text)) {
      return ColumnsReader.read(text, supplied);
    }
    throw unknown("the text is of no known kind.");
  }

  /** The SDAT beside a SPAR: same stem, and the size that the SPAR promises decides on reading. */
  private static List<MrsData> philips(Path spar, HeaderFields parameters)
      throws UnreadableFileException, IOException {
    for (Path neighbour : neighbours(spar)) {
      if (!neighbour.equals(spar) && extension(neighbour).equals("sdat")) {
        return List.of(PhilipsReader.read(parameters, FileBytes.of(neighbour)));
      }
    }
    throw new UnreadableFileException(
        Reason.MISSING_COMPANION,
        "this is a SPAR, and its SDAT is not beside it.",
        "Put both files, of the same name, into one folder.");
  }

  /** An SDAT has no mark of its own: what makes it one is a SPAR beside it that fits its size. */
  private static List<MrsData> binaryWithParameters(Path file, FileBytes bytes)
      throws UnreadableFileException, IOException {
    for (Path neighbour : neighbours(file)) {
      if (!neighbour.equals(file) && Files.size(neighbour) <= MAX_COMPANION) {
        FileBytes other = FileBytes.of(neighbour);
        String text = other.text(0, other.size());
        if (PhilipsReader.isParameters(text)) {
          return List.of(PhilipsReader.read(PhilipsReader.parameters(text), bytes));
        }
      }
    }
    if (extension(file).equals("sdat")) {
      throw new UnreadableFileException(
          Reason.MISSING_COMPANION,
          "an SDAT carries no parameters, and its SPAR is not beside it.",
          "Put both files, of the same name, into one folder.");
    }
    throw unknown("the content matches no known spectroscopy format.");
  }

  /** A control file in the same folder whose {@code filraw} names this file. */
  private static Optional<String> controlFile(Path file)
      throws UnreadableFileException, IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return Optional.empty();
    }
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (++seen > MAX_NEIGHBOURS) {
          break;
        }
        if (!Files.isRegularFile(entry)
            || Files.size(entry) > MAX_COMPANION / 16
            || Files.size(entry) == 0) {
          continue;
        }
        FileBytes bytes = FileBytes.of(entry);
        String text = bytes.text(0, bytes.size());
        if (Namelist.has(text, "LCMODL")) {
          Optional<String> named = Namelist.parse(text, "LCMODL").find("filraw");
          if (named.isPresent() && sameName(named.get(), file)) {
            return Optional.of(text);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean sameName(String named, Path file) {
    String last = named.substring(named.lastIndexOf('/') + 1);
    Path name = file.getFileName();
    return name != null && name.toString().equals(last);
  }

  /** Files of the same folder and stem, in a fixed order. */
  private static List<Path> neighbours(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      return List.of();
    }
    String stem = stem(name.toString());
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> stem(String.valueOf(entry.getFileName())).equals(stem))
          .limit(MAX_NEIGHBOURS)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** No control bytes among the first ones but white space. */
  private static boolean isText(FileBytes bytes) throws UnreadableFileException {
    int length = Math.min(bytes.size(), 2048);
    for (int i = 0; i < length; i++) {
      int value = bytes.u8(i);
      if (value < 9 || (value > 13 && value < 32)) {
        return false;
      }
    }
    return true;
  }

  private static UnreadableFileException unknown(String message) {
    return new UnreadableFileException(
        Reason.UNKNOWN_FORMAT,
        message,
        "Known are: Philips SDAT/SPAR, Siemens RDA, DICOM and twix, GE P-file, NIfTI-MRS, LCModel "
            + "RAW, fitting-challenge text, dangerplot.");
  }
}
