package org.proviso.spectroscopy.yardstick.signal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a spectrum is made of, besides noise.
 *
 * @param concentrations mmol/kg by metabolite; the names are those of the published spin systems
 * @param commonRelaxation relaxation of every moiety that has none of its own
 * @param relaxation relaxation by moiety, named {@code NAA/acetyl}
 * @param macromolecules lines that have the voxel's line shape
 * @param lipids lines with their own width and phase
 * @param baseline very broad lines
 * @param residualWater water that suppression left
 * @param lineShape line shape of everything in the voxel
 * @param shiftHertz frequency of the whole voxel against the receiver
 * @param phase phase of the whole measurement, radians
 * @param sharedEddyCurrent eddy current of both scans: the water reference shows it
 * @param ownEddyCurrent eddy current of the metabolite scan alone: no reference shows it
 * @param water tissue water
 */
public record SpectrumModel(
    Map<String, Double> concentrations,
    Relaxation commonRelaxation,
    Map<String, Relaxation> relaxation,
    List<BroadLine> macromolecules,
    List<BroadLine> lipids,
    List<BroadLine> baseline,
    List<BroadLine> residualWater,
    LineShape lineShape,
    double shiftHertz,
    double phase,
    EddyCurrent sharedEddyCurrent,
    EddyCurrent ownEddyCurrent,
    Water water) {

  /** Copies the collections; their order is kept. */
  public SpectrumModel {
    concentrations = Collections.unmodifiableMap(new LinkedHashMap<>(concentrations));
    relaxation = Collections.unmodifiableMap(new LinkedHashMap<>(relaxation));
    macromolecules = List.copyOf(macromolecules);
    lipids = List.copyOf(lipids);
    baseline = List.copyOf(baseline);
    residualWater = List.copyOf(residualWater);
  }

  /** Relaxation of a moiety. */
  public Relaxation relaxationOf(String metabolite, String moiety) {
    return relaxation.getOrDefault(metabolite + "/" + moiety, commonRelaxation);
  }

  /** A builder that holds these values. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes a model. */
  public static final class Builder {
    private final SpectrumModel model;
    private Map<String, Double> concentrations;
    private Map<String, Relaxation> relaxation;
    private List<BroadLine> macromolecules;
    private List<BroadLine> lipids;
    private List<BroadLine> baseline;
    private List<BroadLine> residualWater;
    private LineShape lineShape;
    private EddyCurrent sharedEddyCurrent;
    private EddyCurrent ownEddyCurrent;

    private Builder(SpectrumModel model) {
      this.model = model;
      this.concentrations = model.concentrations;
      this.relaxation = model.relaxation;
      this.macromolecules = model.macromolecules;
      this.lipids = model.lipids;
      this.baseline = model.baseline;
      this.residualWater = model.residualWater;
      this.lineShape = model.lineShape;
      this.sharedEddyCurrent = model.sharedEddyCurrent;
      this.ownEddyCurrent = model.ownEddyCurrent;
    }

    /** Sets the concentrations, mmol/kg by metabolite. */
    public Builder concentrations(Map<String, Double> value) {
      concentrations = value;
      return this;
    }

    /** Sets the moieties that relax on their own. */
    public Builder relaxation(Map<String, Relaxation> value) {
      relaxation = value;
      return this;
    }

    /** Sets the macromolecules. */
    public Builder macromolecules(List<BroadLine> value) {
      macromolecules = value;
      return this;
    }

    /** Sets the lipids. */
    public Builder lipids(List<BroadLine> value) {
      lipids = value;
      return this;
    }

    /** Sets the baseline. */
    public Builder baseline(List<BroadLine> value) {
      baseline = value;
      return this;
    }

    /** Sets the water that suppression left. */
    public Builder residualWater(List<BroadLine> value) {
      residualWater = value;
      return this;
    }

    /** Sets the line shape. */
    public Builder lineShape(LineShape value) {
      lineShape = value;
      return this;
    }

    /** Sets the eddy current of both scans. */
    public Builder sharedEddyCurrent(EddyCurrent value) {
      sharedEddyCurrent = value;
      return this;
    }

    /** Sets the eddy current of the metabolite scan alone. */
    public Builder ownEddyCurrent(EddyCurrent value) {
      ownEddyCurrent = value;
      return this;
    }

    /** The model. */
    public SpectrumModel build() {
      return new SpectrumModel(
          concentrations,
          model.commonRelaxation,
          relaxation,
          macromolecules,
          lipids,
          baseline,
          residualWater,
          lineShape,
          model.shiftHertz,
          model.phase,
          sharedEddyCurrent,
          ownEddyCurrent,
          model.water);
    }
  }
}
