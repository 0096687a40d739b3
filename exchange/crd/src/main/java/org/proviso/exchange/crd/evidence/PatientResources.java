package org.proviso.exchange.crd.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.SentResource;

/**
 * What is known of the patient in one call: the patient, one coverage, the orders, and everything
 * else that is about this patient and no other.
 */
public final class PatientResources {
  private final String patient;
  private final Set<String> bases;
  private final Map<String, SentResource> orders = new TreeMap<>();
  private final Map<String, List<SentResource>> others = new LinkedHashMap<>();
  private final List<SentResource> standIns = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param patientId the patient of the call
   * @param bases the servers whose Patient of that id it is, without a closing slash
   */
  public PatientResources(String patientId, Set<String> bases) {
    this.patient = "Patient/" + patientId;
    this.bases = Set.copyOf(bases);
  }

  /** Whether a resource says that it is about the patient of the call, and nobody else. */
  boolean isAboutThePatient(SentResource resource) {
    return !resource.about().isEmpty()
        && resource.about().stream()
            .allMatch(
                reference ->
                    Fields.typeAndId(reference).equals(patient)
                        && (!reference.startsWith("http")
                            || bases.contains(Fields.base(reference))));
  }

  /** An order of the call; nothing else with its type and id is let in. */
  public void order(CallOrder order) {
    if (order.standIn().isPresent()) {
      standIns.add(order.requestResource());
    } else {
      orders.putIfAbsent(order.resource().reference(), order.resource());
    }
  }

  /**
   * Other resources. Those about somebody else are left out, and so are patients and coverages, of
   * which there is one each.
   */
  public void add(List<SentResource> sent) {
    for (SentResource resource : sent) {
      String type = resource.type();
      boolean wanted =
          BundleReader.keeps(type)
              && !type.equals("Patient")
              && !type.equals("Coverage")
              && (type.equals("Medication") || isAboutThePatient(resource));
      if (wanted && !orders.containsKey(resource.reference())) {
        List<SentResource> alike =
            others.computeIfAbsent(resource.reference(), absent -> new ArrayList<>(1));
        // Two that differ are both kept: which one is meant cannot be told, and the reader says so.
        if (alike.stream().noneMatch(resource::sameBytes)) {
          alike.add(resource);
        }
      }
    }
  }

  /** All of them, the patient and the coverage first. */
  public List<SentResource> all(SentResource patientResource, Optional<SentResource> coverage) {
    var all = new ArrayList<SentResource>();
    all.add(patientResource);
    coverage.ifPresent(all::add);
    all.addAll(orders.values());
    all.addAll(standIns);
    others.values().forEach(all::addAll);
    return all;
  }
}
