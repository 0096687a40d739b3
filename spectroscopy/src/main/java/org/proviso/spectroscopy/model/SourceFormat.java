package org.proviso.spectroscopy.model;

/** The file formats, told apart by content. */
public enum SourceFormat {
  /** Philips SDAT with its SPAR. */
  PHILIPS_SDAT("Philips SDAT/SPAR"),
  /** Siemens RDA. */
  SIEMENS_RDA("Siemens RDA"),
  /** Siemens DICOM with a CSA header (software VB to VE). */
  SIEMENS_CSA_DICOM("Siemens DICOM with CSA header"),
  /** DICOM MR Spectroscopy Storage. */
  DICOM_MR_SPECTROSCOPY("DICOM MR Spectroscopy Storage"),
  /** Siemens raw data (twix). */
  SIEMENS_TWIX("Siemens twix"),
  /** GE raw data. */
  GE_P_FILE("GE P-file"),
  /** NIfTI-MRS. */
  NIFTI_MRS("NIfTI-MRS"),
  /** LCModel RAW. */
  LCMODEL_RAW("LCModel RAW"),
  /** ISMRM fitting challenge text. */
  FITTING_CHALLENGE_TEXT("fitting-challenge text"),
  /** Dangerplot text, written by Tarquin. */
  DANGERPLOT("dangerplot text"),
  /** Made by simulation or test code, from no file. */
  SYNTHETIC("synthetic");

  private final String title;

  SourceFormat(String title) {
    this.title = title;
  }

  /** Name for people. */
  public String title() {
    return title;
  }
}
