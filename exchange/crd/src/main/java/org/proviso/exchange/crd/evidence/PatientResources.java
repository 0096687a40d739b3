package org.proviso.exchange.crd.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.proviso.exchange.crd.hook.CallOrder;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.hook.Piece;
import org.proviso.exchange.crd.respond.ByteJoiner;
import org.proviso.fhir.BundleReader;

/**
 * What is known of the patient in one call, put together as one Bundle: the patient, one coverage,
 * the orders, and everything else that is about this patient and no other.
 */
public final class PatientResources {
  private static final byte[] HEAD =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] COMMA = {','};
  private static final byte[] END = {'}'};
  private static final byte[] ENTRY = "{\"resource\":".getBytes(StandardCharsets.UTF_8);

  private final String patient;
  private final Set<String> bases;
  private final Map<String, Piece> orders = new TreeMap<>();
  private final Map<String, List<Piece>> pieces = new LinkedHashMap<>();
  private final List<byte[]> standIns = new ArrayList<>();

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

  /** Whether a resource says that it is about the patient of the call. */
  public boolean isAboutThePatient(Piece piece) {
    return piece
        .about()
        .filter(
            reference ->
                Fields.typeAndId(reference).equals(patient)
                    && (!reference.startsWith("http") || bases.contains(Fields.base(reference))))
        .isPresent();
  }

  /** An order of the call; nothing else with its type and id is let in. */
  public void order(CallOrder ordered) {
    ordered
        .standInBytes()
        .ifPresentOrElse(
            standIns::add,
            () -> orders.putIfAbsent(ordered.resource().reference(), ordered.resource()));
  }

  /**
   * Other resources. Those about somebody else are left out, and so are patients and coverages, of
   * which there is one each.
   */
  public void add(List<Piece> others) {
    for (Piece piece : others) {
      boolean wanted =
          BundleReader.keeps(piece.type())
              && !piece.type().equals("Patient")
              && !piece.type().equals("Coverage")
              && (piece.type().equals("Medication") || isAboutThePatient(piece));
      if (wanted && !orders.containsKey(piece.reference())) {
        List<Piece> alike = pieces.computeIfAbsent(piece.reference(), absent -> new ArrayList<>(1));
        // Two that differ are both kept: which one is meant cannot be told, and the reader says so.
        if (alike.stream().noneMatch(piece::sameBytes)) {
          alike.add(piece);
        }
      }
    }
  }

  /** The whole, as a Bundle. */
  public byte[] bundle(byte[] patientResource, byte[] coverage) {
    var out = new ByteJoiner();
    out.add(HEAD);
    entry(out, patientResource, 0, patientResource.length);
    if (coverage.length > 0) {
      out.add(COMMA);
      entry(out, coverage, 0, coverage.length);
    }
    for (Piece piece : orders.values()) {
      out.add(COMMA);
      entry(out, piece.source(), piece.start(), piece.length());
    }
    for (byte[] standIn : standIns) {
      out.add(COMMA);
      entry(out, standIn, 0, standIn.length);
    }
    for (List<Piece> alike : pieces.values()) {
      for (Piece piece : alike) {
        out.add(COMMA);
        entry(out, piece.source(), piece.start(), piece.length());
      }
    }
    out.add(TAIL);
    return out.toByteArray();
  }

  private static void entry(ByteJoiner out, byte[] source, int start, int length) {
    out.add(ENTRY);
    out.add(source, start, length);
    out.add(END);
  }
}
