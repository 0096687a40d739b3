package org.proviso.benchmarks.cql;

import java.util.List;

/** The yes/no facts and the line of business of the guideline for the lumbar spine. */
final class SpineFacts {
  static final List<String> NAMES =
      List.of(
          "line-of-business",
          "contract-has-own-rule",
          "cms-determination",
          "spinal-stenosis-evident",
          "cord-or-cauda-equina-compression-suspected",
          "congenital-spinal-deformity",
          "recurrent-symptoms-after-spinal-surgery",
          "epidural-injection-planned",
          "follow-up-of-spinal-cancer-or-infection",
          "myelopathy-known-or-suspected",
          "brain-mri-negative-or-symptoms-mimic",
          "spinal-cord-tumor-known-or-suspected",
          "radiculopathy",
          "objective-findings-of-radiculopathy",
          "symptoms-persist-after-therapy",
          "bone-tumor-or-metastasis-suspected",
          "progressively-severe-symptoms",
          "rapid-deficit-or-major-weakness",
          "severe-back-pain",
          "spondylolisthesis-or-degenerative-disease",
          "spinal-infection-suspected",
          "cord-injury-suspected",
          "fracture-suspected",
          "plain-films-conclusive");

  private SpineFacts() {}
}
