package org.proviso.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.facts.FactReader;
import org.proviso.fhir.facts.Facts;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/** Small synthetic bundles, written as JSON with single quotes. */
public final class Bundles {
  public static final String PATIENT =
      "{'resourceType':'Patient','id':'p','birthDate':'1968-03-14','gender':'female'}";
  public static final String ORDER =
      "{'resourceType':'ServiceRequest','id':'r','status':'active','intent':'order',"
          + "'code':{'coding':[{'system':'http://www.ama-assn.org/go/cpt','code':'76390'}]},"
          + "'subject':{'reference':'Patient/p'},'occurrenceDateTime':'2025-06-12'}";
  public static final String COVERAGE =
      "{'resourceType':'Coverage','id':'c','status':'active',"
          + "'beneficiary':{'reference':'Patient/p'},"
          + "'type':{'coding':[{'system':'https://nahdo.org/sopt','code':'512'}]}}";

  private Bundles() {}

  public static byte[] bundle(String... resources) {
    var entries = new ArrayList<String>();
    for (String resource : resources) {
      entries.add("{'resource':" + resource + "}");
    }
    return json(
        "{'resourceType':'Bundle','type':'collection','entry':["
            + String.join(",", entries)
            + "]}");
  }

  public static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** A resource about the patient; {@code rest} follows its type and subject. */
  public static String about(String type, String rest) {
    return "{'resourceType':'" + type + "','subject':{'reference':'Patient/p'}," + rest + "}";
  }

  public static String cpt(String code) {
    return "{'coding':[{'system':'http://www.ama-assn.org/go/cpt','code':'" + code + "'}]}";
  }

  public static String icd10cm(String code) {
    return "{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'" + code + "'}]}";
  }

  public static String loinc(String code) {
    return "{'coding':[{'system':'http://loinc.org','code':'" + code + "'}]}";
  }

  public static ClinicalRecord record(byte[] bundle) {
    assertThat(BundleReader.standard().read(bundle)).isInstanceOf(Reading.Done.class);
    return ((Reading.Done<ClinicalRecord>) BundleReader.standard().read(bundle)).value();
  }

  public static Reading<Order> order(String... resources) {
    return OrderReader.read(record(bundle(resources)), Terminology.standard());
  }

  /** The facts of an order and a patient with further resources. */
  public static Facts facts(Guideline guideline, String... resources) {
    var all = new ArrayList<>(List.of(PATIENT, ORDER));
    all.addAll(List.of(resources));
    ClinicalRecord record = record(bundle(all.toArray(String[]::new)));
    Reading<Order> order = OrderReader.read(record, Terminology.standard());
    assertThat(order.problems().stream().filter(InputProblem::refuses)).isEmpty();
    return FactReader.read(
        record, ((Reading.Done<Order>) order).value(), guideline, Terminology.standard());
  }

  public static Knowledge fact(Guideline guideline, String... resources) {
    return facts(guideline, resources)
        .request()
        .knowledge(new FactName(guideline.facts().getFirst().name().text()));
  }
}
