package org.proviso.fhir.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proviso.fhir.record.KeptElements;

/** What {@code from} can name is in the record: a row whose element is not kept reads nothing. */
class ReadableElementTest {
  @ParameterizedTest
  @MethodSource("org.proviso.fhir.facts.FactReader#readableSources")
  void everyElementThatFromCanNameIsKept(String name) {
    int dot = name.indexOf('.');
    ReadableElement element =
        Objects.requireNonNull(
            ReadableElement.of(
                dot < 0 ? name : name.substring(0, dot),
                dot < 0 ? Optional.empty() : Optional.of(name.substring(dot + 1))));
    assertThat(element.path()).as(name).allMatch(KeptElements::keeps);
  }
}
