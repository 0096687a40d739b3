package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.read.Refusal.Reason;

/** Reads the image on which a voxel is placed: a NIfTI file, or a folder with a DICOM series. */
public final class ImageReader {

  private static final int MAX_FILES = 4096;
  private static final long MAX_VALUES = 1L << 28;

  /** Neighbouring slices may differ from even spacing by this much, mm. */
  private static final double SPACING_TOLERANCE = 0.05;

  private ImageReader() {}

  /**
   * Reads an image.
   *
   * @param path a NIfTI file or a folder of one DICOM series
   * @return the image or the reason why there is none; never throws for bad content
   */
  public static ImageResult read(Path path) {
    try {
      return new ImageResult.Image(Files.isDirectory(path) ? series(path) : nifti(path));
    } catch (UnreadableFileException e) {
      return new ImageResult.Refused(e.refusal(path.toString()));
    } catch (IllegalArgumentException e) {
      return new ImageResult.Refused(
          new Refusal(
              Reason.INCONSISTENT_HEADER,
              path.toString(),
              "the image geometry is invalid (" + e.getMessage() + ").",
              "Export the image again."));
    } catch (IOException | SecurityException e) {
      return new ImageResult.Refused(
          new Refusal(
              Reason.INACCESSIBLE,
              path.toString(),
              "the image cannot be opened (" + e.getClass().getSimpleName() + ").",
              "Check the path and your permission to read it."));
    }
  }

  private static ImageVolume nifti(Path path) throws UnreadableFileException, IOException {
    if (!Files.isRegularFile(path)) {
      throw new UnreadableFileException(
          Reason.INACCESSIBLE, "there is no such file.", "Check the path.");
    }
    FileBytes bytes = FileBytes.of(path);
    Optional<NiftiFile> file =
        NiftiFile.isGzip(bytes) || NiftiFile.matches(bytes)
            ? NiftiFile.open(path, bytes)
            : Optional.empty();
    if (file.isEmpty()) {
      throw new UnreadableFileException(
          Reason.UNKNOWN_FORMAT,
          "this is no NIfTI image.",
          "Give a NIfTI image, or the folder of a DICOM series.");
    }
    double[] affine = file.get().affine(true);
    if (affine == null) {
      throw UnreadableFileException.missing("the NIfTI image sets no position in the scanner.");
    }
    return new ImageVolume(
        file.get().size(1),
        file.get().size(2),
        file.get().size(3),
        file.get().realValues(),
        affine);
  }

  /** One slice of a series. */
  private record Slice(DicomDataset dataset, Vector3 position, double along) {}

  private static ImageVolume series(Path folder) throws UnreadableFileException, IOException {
    List<Path> files;
    try (var entries = Files.list(folder)) {
      files = entries.filter(Files::isRegularFile).sorted().limit(MAX_FILES).toList();
    }
    List<DicomDataset> datasets = new ArrayList<>();
    for (Path file : files) {
      FileBytes bytes = FileBytes.of(file);
      if (DicomDataset.matches(bytes)) {
        DicomDataset dataset = DicomDataset.of(bytes);
        if (dataset.has(0x7FE00010) && dataset.has(0x00200032)) {
          datasets.add(dataset);
        }
      }
    }
    if (datasets.size() < 2) {
      throw new UnreadableFileException(
          Reason.NOT_A_MEASUREMENT,
          "the folder holds " + datasets.size() + " DICOM slices; a series needs at least two.",
          "Give the folder of one image series with a slice to a file.");
    }
    DicomDataset first = datasets.getFirst();
    String series = first.text(0x0020000E).orElse("");
    double[] o = numbers(first, 0x00200037, 6);
    Vector3 row = Vector3.ofLps(o[0], o[1], o[2]);
    Vector3 column = Vector3.ofLps(o[3], o[4], o[5]);
    Vector3 normal = row.cross(column);
    List<Slice> slices = new ArrayList<>();
    for (DicomDataset dataset : datasets) {
      if (!dataset.text(0x0020000E).orElse("").equals(series)) {
        throw UnreadableFileException.inconsistent("the folder holds more than one DICOM series.");
      }
      double[] p = numbers(dataset, 0x00200032, 3);
      Vector3 position = Vector3.ofLps(p[0], p[1], p[2]);
      slices.add(new Slice(dataset, position, position.dot(normal)));
    }
    slices.sort(Comparator.comparingDouble(Slice::along));
    int width = (int) first.unsigned16(0x00280011).orElse(0);
    int height = (int) first.unsigned16(0x00280010).orElse(0);
    double[] spacing = numbers(first, 0x00280030, 2);
    if ((long) width * height * slices.size() > MAX_VALUES || width < 1 || height < 1) {
      throw UnreadableFileException.inconsistent(
          "the DICOM slices are " + width + " x " + height + ".");
    }
    double step = (slices.getLast().along() - slices.getFirst().along()) / (slices.size() - 1);
    float[] values = new float[width * height * slices.size()];
    for (int z = 0; z < slices.size(); z++) {
      double expected = slices.getFirst().along() + step * z;
      if (!(step > 0) || Math.abs(slices.get(z).along() - expected) > SPACING_TOLERANCE) {
        throw UnreadableFileException.inconsistent("the DICOM slices are not evenly spaced.");
      }
      pixels(slices.get(z).dataset(), width, height, values, z * width * height);
    }
    Vector3 origin = slices.getFirst().position();
    Vector3 x = row.times(spacing[1]);
    Vector3 y = column.times(spacing[0]);
    Vector3 z = normal.times(step);
    return new ImageVolume(
        width,
        height,
        slices.size(),
        values,
        new double[] {
          x.x(),
          y.x(),
          z.x(),
          origin.x(),
          x.y(),
          y.y(),
          z.y(),
          origin.y(),
          x.z(),
          y.z(),
          z.z(),
          origin.z(),
          0,
          0,
          0,
          1
        });
  }

  private static void pixels(DicomDataset dataset, int width, int height, float[] values, int start)
      throws UnreadableFileException {
    if (dataset.unsigned16(0x00280011).orElse(0) != width
        || dataset.unsigned16(0x00280010).orElse(0) != height
        || dataset.unsigned16(0x00280100).orElse(0) != 16
        || dataset.unsigned16(0x00280002).orElse(1) != 1) {
      throw UnreadableFileException.unsupported(
          "a DICOM slice is not " + width + " x " + height + " grey values of 16 bits.",
          "Give a series of plain magnitude images.");
    }
    boolean signed = dataset.unsigned16(0x00280103).orElse(0) == 1;
    double slope = dataset.decimal(0x00281053).orElse(1);
    double intercept = dataset.decimal(0x00281052).orElse(0);
    FileBytes bytes = dataset.bytes(0x7FE00010).orElseThrow();
    bytes.require(0, 2L * width * height, "the DICOM pixel data");
    for (int i = 0; i < width * height; i++) {
      int raw = signed ? bytes.i16(2L * i) : bytes.u16(2L * i);
      values[start + i] = (float) (raw * slope + intercept);
    }
  }

  private static double[] numbers(DicomDataset dataset, int tag, int count)
      throws UnreadableFileException {
    double[] values = dataset.decimals(tag);
    if (values.length != count) {
      throw UnreadableFileException.missing(
          "a DICOM slice has "
              + values.length
              + " of "
              + count
              + " values of "
              + DicomDataset.name(tag)
              + ".");
    }
    return values;
  }
}
