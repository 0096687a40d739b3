package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.model.Dimension;

/** The dimension tags of NIfTI-MRS (specification 2.3.2) and this module's kinds. */
final class NiftiMrsDimensions {

  private NiftiMrsDimensions() {}

  static Dimension.Kind kind(String tag) {
    return switch (tag) {
      case "DIM_COIL" -> Dimension.Kind.COIL;
      case "DIM_DYN" -> Dimension.Kind.TRANSIENT;
      case "DIM_EDIT" -> Dimension.Kind.EDIT;
      case "DIM_PHASE_CYCLE" -> Dimension.Kind.PHASE_CYCLE;
      case "DIM_MEAS" -> Dimension.Kind.MEASUREMENT;
      case "DIM_ISIS" -> Dimension.Kind.ISIS;
      case "DIM_METCYCLE" -> Dimension.Kind.METABOLITE_CYCLE;
      default -> tag.startsWith("DIM_INDIRECT") ? Dimension.Kind.INDIRECT : Dimension.Kind.USER;
    };
  }

  static String tag(Dimension.Kind kind) {
    return switch (kind) {
      case COIL -> "DIM_COIL";
      case TRANSIENT -> "DIM_DYN";
      case EDIT -> "DIM_EDIT";
      case PHASE_CYCLE -> "DIM_PHASE_CYCLE";
      case MEASUREMENT -> "DIM_MEAS";
      case ISIS -> "DIM_ISIS";
      case METABOLITE_CYCLE -> "DIM_METCYCLE";
      case INDIRECT -> "DIM_INDIRECT_0";
      case USER -> "DIM_USER_0";
    };
  }
}
