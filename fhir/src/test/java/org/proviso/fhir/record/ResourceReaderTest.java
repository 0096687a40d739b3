package org.proviso.fhir.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.fhir.Bundles.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.terminology.Terminology;

/** Single resources of a larger text, and the record that is made of them. */
class ResourceReaderTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("proviso.root", "..")).resolve("examples");

  private static SentResources read(String text) {
    return ResourceReader.read(json(text), "here").orElseThrow();
  }

  private static Resource first(String text, ResourceType type) {
    return switch (ClinicalRecord.of(read(text).resources())) {
      case Reading.Done<ClinicalRecord>(var record, var _) -> record.ofType(type).getFirst();
      case Reading.Refused<ClinicalRecord>(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrent-glioma", "missing-facts", "federal-employee", "repeat-exam"})
  void aRecordOfSingleResourcesIsTheRecordOfTheirBundle(String example) throws IOException {
    byte[] bundle = Files.readAllBytes(EXAMPLES.resolve(example + ".json"));
    var whole = (Reading.Done<ClinicalRecord>) BundleReader.standard().read(bundle);
    List<SentResource> sent = ResourceReader.read(bundle, "Bundle").orElseThrow().resources();
    var single = (Reading.Done<ClinicalRecord>) ClinicalRecord.of(sent);
    assertThat(single.value().size()).isEqualTo(whole.value().size());
    assertThat(order(single.value())).isEqualTo(order(whole.value()));
  }

  private static Reading<Order> order(ClinicalRecord record) {
    return OrderReader.read(record, Terminology.standard());
  }

  @Test
  void eachResourceKnowsItsPlaceAndItsBytes() {
    SentResources sent =
        read(
            "{'resourceType':'Bundle','entry':[{'resource': {'resourceType':'Patient','id':'p'} }]}");
    assertThat(sent.bundle()).isTrue();
    SentResource patient = sent.resources().getFirst();
    assertThat(patient.reference()).isEqualTo("Patient/p");
    assertThat(patient.where()).isEqualTo("here.entry[0].resource");
    assertThat(patient.start()).isLessThan(patient.end());
    assertThat(patient.source()[patient.start()]).isEqualTo((byte) '{');
    assertThat(patient.source()[patient.end() - 1]).isEqualTo((byte) '}');
  }

  /** Of a type that facts are not read from, too, wherever its type is written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'NutritionOrder','id':'n','patient':{'reference':'Patient/p'}}",
        "{'id':'n','patient':{'reference':'Patient/p'},'resourceType':'NutritionOrder'}"
      })
  void everyResourceSaysWhatItIsAndWhomItIsAbout(String text) {
    SentResource order = read(text).resources().getFirst();
    assertThat(order.reference()).isEqualTo("NutritionOrder/n");
    assertThat(order.about()).containsExactly("Patient/p");
  }

  @Test
  void aResourceThatNamesTwoPeopleIsAboutBoth() {
    assertThat(
            read("{'resourceType':'Claim','subject':{'reference':'a'},'patient':{'reference':'b'}}")
                .resources()
                .getFirst()
                .about())
        .containsExactly("a", "b");
  }

  /** A resource inside another one must not make forget what takes the outer one back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'ServiceRequest','id':'r','modifierExtension':[{'url':'m'}],"
            + "'entry':[{'resource':{'resourceType':'Condition','id':'c'}}]}",
        "{'resourceType':'ServiceRequest','id':'r',"
            + "'entry':[{'resource':{'resourceType':'Condition','id':'c'}}],"
            + "'modifierExtension':[{'url':'m'}]}"
      })
  void aModifierOfAResourceStaysWhateverStandsInsideIt(String text) {
    assertThat(read(text).bundle()).isFalse();
    assertThat(first(text, ResourceType.SERVICE_REQUEST).modified()).isTrue();
  }

  @Test
  void aModifierInsideAnotherEntryIsNotTheResourcesOwn() {
    String text =
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Condition','id':'c',"
            + "'modifierExtension':[{'url':'m'}]}},{'resource':{'resourceType':'Patient','id':'p'}}]}";
    assertThat(first(text, ResourceType.CONDITION).modified()).isTrue();
    assertThat(first(text, ResourceType.PATIENT).modified()).isFalse();
  }

  @Test
  void aBundleSaysThatThereIsMoreOrThatSomethingWentWrong() {
    SentResources more =
        read("{'resourceType':'Bundle','link':[{'relation':'self'},{'relation':'next'}]}");
    assertThat(more.more()).isTrue();
    SentResources faulty =
        read(
            "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'OperationOutcome',"
                + "'issue':[{'severity':'information'},{'severity':'error'}]}}]}");
    assertThat(faulty.faulty()).isTrue();
    assertThat(faulty.resources()).isEmpty();
    SentResources informed =
        read(
            "{'resourceType':'Bundle','entry':[{'search':{'mode':'outcome'},'resource':"
                + "{'resourceType':'OperationOutcome','issue':[{'severity':'information'}]}}]}");
    assertThat(informed.faulty()).isFalse();
    assertThat(informed.resources()).isEmpty();
  }

  @Test
  void twoResourcesOfOneIdAreRefused() {
    String text =
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','id':'p'}},"
            + "{'resource':{'resourceType':'Patient','id':'p'}}]}";
    assertThat(ClinicalRecord.of(read(text).resources()).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.DUPLICATE_RESOURCE);
  }

  @Test
  void anExtensionIsSetInsteadOfAllOfItsUrl() {
    SentResource coverage =
        read("{'resourceType':'Coverage','id':'c','extension':[{'url':'u','valueBoolean':false},"
                + "{'url':'other'}]}")
            .resources()
            .getFirst()
            .withExtension("u", true);
    Resource set =
        ((Reading.Done<ClinicalRecord>) ClinicalRecord.of(List.of(coverage)))
            .value()
            .ofType(ResourceType.COVERAGE)
            .getFirst();
    List<Place> extensions = Place.of(set, new Notes()).all("extension");
    assertThat(extensions)
        .extracting(extension -> extension.text("url"))
        .containsExactly("other", "u");
  }

  @Test
  void extensionsThatAreNotAnArrayStayAsTheyAre() {
    SentResource damaged =
        read("{'resourceType':'Coverage','id':'c','extension':{}}").resources().getFirst();
    assertThat(damaged.withExtension("u", true)).isSameAs(damaged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{} {}", "{'a':1,'a':2}", "{'resourceType':'Patient'"})
  void whatIsNotOneObjectIsNotRead(String text) {
    assertThat(ResourceReader.read(json(text), "here")).isEmpty();
  }

  @Test
  void moreResourcesThanTheLimitAreNotRead() {
    String entries =
        IntStream.rangeClosed(0, ResourceReader.MAX_RESOURCES)
            .mapToObj(each -> "{'resource':{'resourceType':'Basic'}}")
            .collect(Collectors.joining(","));
    assertThat(
            ResourceReader.read(
                json("{'resourceType':'Bundle','entry':[" + entries + "]}"), "here"))
        .isEmpty();
  }
}
