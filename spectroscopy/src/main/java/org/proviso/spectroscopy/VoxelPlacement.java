package org.proviso.spectroscopy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.proviso.spectroscopy.model.ImageVolume;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.place.ChemicalShiftDisplacement;
import org.proviso.spectroscopy.place.TissueFractions;
import org.proviso.spectroscopy.place.VoxelViews;
import org.proviso.spectroscopy.read.ImageReader;
import org.proviso.spectroscopy.read.ImageResult;
import org.proviso.spectroscopy.report.SpectrumReport.Placement;
import org.proviso.spectroscopy.report.SpectrumReport.Png;

/** Step 4 of a report: the voxel on an image, and its tissue. Nothing of it refuses a spectrum. */
final class VoxelPlacement {

  private VoxelPlacement() {}

  static Optional<Placement> of(
      SpectrumRequest request, MrsData data, Consumer<String> progress, List<String> remarks) {
    if (data.voxel().isEmpty()) {
      request
          .image()
          .ifPresent(
              i -> remarks.add("The file gives no voxel, so it cannot be placed on the image."));
      return Optional.empty();
    }
    if (request.image().isEmpty() && request.tissue().isEmpty() && request.selection().isEmpty()) {
      return Optional.empty();
    }
    progress.accept("placing the voxel");
    Voxel voxel = data.voxel().get();
    List<ChemicalShiftDisplacement> displacements =
        request
            .selection()
            .map(
                selection ->
                    ChemicalShiftDisplacement.of(
                        voxel, selection, data.acquisition().spectrometerFrequency()))
            .orElse(List.of());
    Optional<ImageVolume> volume = request.image().flatMap(file -> image(file, remarks));
    Optional<Png> views =
        volume.flatMap(image -> VoxelViews.png(image, voxel, displacements)).map(Png::new);
    if (volume.isPresent() && views.isEmpty()) {
      remarks.add("The voxel lies outside of the image; is it of the same session?");
    }
    return Optional.of(
        new Placement(
            request.image().map(SpectrumFiles::name).orElse(""),
            views,
            displacements,
            request.tissue().flatMap(maps -> tissue(maps, voxel, remarks))));
  }

  private static Optional<TissueFractions> tissue(
      SpectrumRequest.TissueMaps maps, Voxel voxel, List<String> remarks) {
    Optional<ImageVolume> grey = image(maps.grey(), remarks);
    Optional<ImageVolume> white = image(maps.white(), remarks);
    Optional<ImageVolume> fluid = image(maps.fluid(), remarks);
    if (grey.isEmpty() || white.isEmpty() || fluid.isEmpty()) {
      return Optional.empty();
    }
    Optional<TissueFractions> fractions =
        TissueFractions.of(voxel, grey.get(), white.get(), fluid.get());
    if (fractions.isEmpty()) {
      remarks.add("The tissue maps do not cover the voxel, or are no probabilities; no fractions.");
    }
    return fractions;
  }

  private static Optional<ImageVolume> image(Path file, List<String> remarks) {
    return switch (ImageReader.read(file)) {
      case ImageResult.Image image -> Optional.of(image.volume());
      case ImageResult.Refused refused -> {
        remarks.add(refused.refusal().text());
        yield Optional.empty();
      }
    };
  }
}
