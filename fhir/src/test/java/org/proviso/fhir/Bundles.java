package org.proviso.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proviso.engine.facts.Knowledge;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/** Small synthetic bundles, written as JSON with single quotes. */
final class Bundles {
  static final String PATIENT =
      "{'resourceType':'Patient','id':'p','birthDate':'1968-03-14','gender':'female'}";
  static final String ORDER =
      "{'resourceType':'ServiceRequest','id':'r','status':'active','intent':'order',"
          + "'code':{'coding':[{'system':'http://www.ama-assn.org/go/cpt','code':'76390'}]},"
          + "'subject':{'reference':'Patient/p'},'occurrenceDateTime':'2025-06-12'}";
  static final String COVERAGE =
      "{'resourceType':'Coverage','id':'c','status':'active',"
          + "'beneficiary':{'reference':'Patient/p'},"
          + "'type':{'coding':[{'system':'https://nahdo.org/sopt','code':'512'}]}}";

  private Bundles() {}

  static byte[] bundle(String... resources) {
    var entries = new ArrayList<String>();
    for (String resource : resources) {
      entries.add("{'resource':" + resource + "}");
    }
    return json(
        "{'resourceType':'Bundle','type':'collection','entry':["
            + String.join(",", entries)
            + "]}");
  }

  static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** A resource about the patient; {@code rest} follows its type and subject. */
  static String about(String type, String rest) {
    return "{'resourceType':'" + type + "','subject':{'reference':'Patient/p'}," + rest + "}";
  }

  static String cpt(String code) {
    return "{'coding':[{'system':'http://www.ama-assn.org/go/cpt','code':'" + code + "'}]}";
  }

  static String icd10cm(String code) {
    return "{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'" + code + "'}]}";
  }

  static String loinc(String code) {
    return "{'coding':[{'system':'http://loinc.org','code':'" + code + "'}]}";
  }

  static ClinicalRecord record(byte[] bundle) {
    assertThat(BundleReader.standard().read(bundle)).isInstanceOf(Reading.Done.class);
    return ((Reading.Done<ClinicalRecord>) BundleReader.standard().read(bundle)).value();
  }

  static Reading<Order> order(String... resources) {
    return OrderReader.read(record(bundle(resources)), Terminology.standard());
  }

  /** The facts of an order and a patient with further resources. */
  static Facts facts(Guideline guideline, String... resources) {
    var all = new ArrayList<>(List.of(PATIENT, ORDER));
    all.addAll(List.of(resources));
    ClinicalRecord record = record(bundle(all.toArray(String[]::new)));
    Reading<Order> order = OrderReader.read(record, Terminology.standard());
    assertThat(order.problems().stream().filter(InputProblem::refuses)).isEmpty();
    return FactReader.read(
        record, ((Reading.Done<Order>) order).value(), guideline, Terminology.standard());
  }

  static Knowledge fact(Guideline guideline, String... resources) {
    return facts(guideline, resources)
        .request()
        .knowledge(new FactName(guideline.facts().getFirst().name().text()));
  }
}
