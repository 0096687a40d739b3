package org.proviso.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Value sets as FHIR resources. */
class ValueSetJsonTest {
  private static final String ICD = "'system':'http://hl7.org/fhir/sid/icd-10-cm'";

  @Test
  void readsConceptsHierarchyAndExclusions() throws TerminologyFileException {
    ValueSet valueSet =
        read(
            "{'resourceType':'ValueSet','title':'Brain tumor','compose':{'include':[{"
                + ICD
                + ",'filter':[{'property':'concept','op':'is-a','value':'C71'}]},{"
                + ICD
                + ",'concept':[{'code':'D43.2'}]}],'exclude':[{"
                + ICD
                + ",'concept':[{'code':'C71.9'}]}]}}");
    assertThat(valueSet.title()).isEqualTo("Brain tumor");
    assertThat(valueSet.includes())
        .containsExactly(
            new CodePattern.Below(new Code(CodeSystem.ICD10CM, "C71")),
            new CodePattern.Exactly(new Code(CodeSystem.ICD10CM, "D43.2")));
    assertThat(valueSet.excludes())
        .containsExactly(new CodePattern.Exactly(new Code(CodeSystem.ICD10CM, "C71.9")));
  }

  @Test
  void readsAnExpansionAndLeavesAbstractEntriesOut() throws TerminologyFileException {
    assertThat(
            read("{'resourceType':'ValueSet','expansion':{'contains':[{'abstract':true,"
                    + ICD
                    + ",'code':'C71','contains':[{"
                    + ICD
                    + ",'code':'C71.9'}]}]}}")
                .includes())
        .containsExactly(new CodePattern.Exactly(new Code(CodeSystem.ICD10CM, "C71.9")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | set.json:1: it is not JSON",
        "{'resourceType':'Patient'} | set.json: it is not a FHIR ValueSet",
        "{'resourceType':'ValueSet'} | set.json: it selects no code",
        "{'resourceType':'ValueSet','compose':{'include':[{'system':'x'}]}}"
            + " | set.json: the system x is not known",
        "{'resourceType':'ValueSet','compose':{'include':[{'system':'http://loinc.org'}]}}"
            + " | set.json: it takes a whole code system",
        "{'resourceType':'ValueSet','compose':{'include':[{'valueSet':['x']}]}}"
            + " | set.json: it refers to another value set",
        "{'resourceType':'ValueSet','compose':{'include':[{'system':'http://snomed.info/sct',"
            + "'filter':[{'property':'concept','op':'is-a','value':'73211009'}]}]}}"
            + " | set.json: it filters SNOMED CT by is-a"
      })
  void tellsWhatCannotBeResolved(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(TerminologyFileException.class)
        .hasMessageStartingWith(message);
  }

  private static ValueSet read(String json) throws TerminologyFileException {
    return ValueSetJson.read(
        "set", "set.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
