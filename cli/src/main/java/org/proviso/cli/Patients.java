package org.proviso.cli;

import java.util.Optional;
import org.proviso.analysis.Patient;
import org.proviso.determination.json.Json;

/** Witnesses as programs read them. */
final class Patients {
  private Patients() {}

  /** In words, and as answers that {@code --answer} of other commands takes; or null. */
  static Json toJson(Optional<Patient> patient) {
    return patient
        .<Json>map(
            each -> {
              var facts = new Json.Members();
              each.answers().forEach((fact, answer) -> facts.put(fact.text(), answer));
              return new Json.Members()
                  .put("words", each.words())
                  .put("dateOfService", each.dateOfService().toString())
                  .put("facts", facts.toObject())
                  .toObject();
            })
        .orElseGet(() -> Json.textOrNull(Optional.empty()));
  }
}
