package org.proviso.cli;

import java.util.Optional;
import org.proviso.analysis.Patient;
import org.proviso.ground.json.Json;

/** Witnesses as programs read them. */
final class Patients {
  private Patients() {}

  /**
   * In words, and as facts: written to a file, the object is input of {@code decide}; each fact is
   * what {@code --answer} takes. Null where there is no patient.
   *
   * @param guideline the document that the patient shows something of
   */
  static Json toJson(Optional<Patient> patient, String guideline) {
    return patient
        .<Json>map(
            each -> {
              var facts = new Json.Members();
              each.answers().forEach((fact, answer) -> facts.put(fact.text(), answer));
              return new Json.Members()
                  .put("words", each.words())
                  .put("guideline", guideline)
                  .put("dateOfService", each.dateOfService().toString())
                  .put("facts", facts.toObject())
                  .toObject();
            })
        .orElseGet(() -> Json.textOrNull(Optional.empty()));
  }
}
