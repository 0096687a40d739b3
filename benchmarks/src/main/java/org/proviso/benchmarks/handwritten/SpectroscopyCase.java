package org.proviso.benchmarks.handwritten;

import java.time.LocalDate;
import java.util.Map;
import org.proviso.benchmarks.requests.SampleRequest;

/** A request for spectroscopy as an application holds it. */
public record SpectroscopyCase(
    LocalDate dateOfService,
    LineOfBusiness lineOfBusiness,
    Truth contractHasOwnRule,
    Truth cmsDetermination,
    Truth brainTumorTreated,
    Truth tumorOrTherapyChangeInQuestion,
    Truth brainLesion,
    Truth tumorOrOtherInQuestion,
    Condition conditionInQuestion,
    Truth repeatForPoorQuality) {
  /** The request in this form. */
  public static SpectroscopyCase of(SampleRequest request) {
    Map<String, String> values = request.values();
    return new SpectroscopyCase(
        request.dateOfService(),
        LineOfBusiness.of(values),
        Truth.of(values, "contract-has-own-rule"),
        Truth.of(values, "cms-determination"),
        Truth.of(values, "brain-tumor-treated"),
        Truth.of(values, "tumor-or-therapy-change-in-question"),
        Truth.of(values, "brain-lesion"),
        Truth.of(values, "tumor-or-other-in-question"),
        Condition.of(values),
        Truth.of(values, "repeat-for-poor-quality"));
  }
}
