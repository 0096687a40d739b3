package org.proviso.exchange.crd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.proviso.exchange.crd.evidence.Deadline;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.FhirServer;

/** An EHR's FHIR server in memory, which keeps what it was asked. */
final class EhrStub implements Ehr {
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What it replies to whatever begins so. */
  EhrStub on(String query, String body) {
    return on(query, new Ehr.Reply.Received(body.getBytes(StandardCharsets.UTF_8)));
  }

  EhrStub on(String query, Reply reply) {
    replies.put(query, reply);
    return this;
  }

  @Override
  public Reply search(FhirServer where, String query, Deadline deadline) {
    asked.add(query);
    return replies.entrySet().stream()
        .filter(entry -> query.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () ->
                new Ehr.Reply.Received(
                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}"
                        .getBytes(StandardCharsets.UTF_8)));
  }

  /** A searchset of resources. */
  static String searchset(String... resources) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
        + String.join(
            ",", List.of(resources).stream().map(each -> "{\"resource\":" + each + "}").toList())
        + "]}";
  }
}
