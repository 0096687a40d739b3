package org.proviso.server.service;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proviso.exchange.crd.respond.Assertion;
import org.proviso.exchange.crd.respond.CrdResponse;
import org.proviso.ground.digest.Sha256;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.ehr.EhrClient;
import org.proviso.server.security.Caller;
import org.proviso.storage.Appended;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryKind;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;

/**
 * Hook calls from body to answer. An answer leaves only when it is in the log: first an entry with
 * the answer as it is sent, then one for each assertion in it, all in one step. The same call again
 * (the same bytes, so the same hook instance, by the same client for the same service) gets the
 * bytes that the log has. A call that is rejected as malformed asserts nothing and is not logged,
 * or any sender of garbage could fill the log.
 */
public final class HookCalls {
  /** An entry that holds an answer as it was sent. */
  public static final EntryKind RESPONSE = new EntryKind("hook-response");

  private final Worker worker;
  private final HookPort port;
  private final DecisionLog log;
  private final EhrClient ehr;
  private final SteadyClock clock;

  /** With what it needs. */
  public HookCalls(
      Worker worker, HookPort port, DecisionLog log, EhrClient ehr, SteadyClock clock) {
    this.worker = worker;
    this.port = port;
    this.log = log;
    this.ehr = ehr;
    this.clock = clock;
  }

  /** What is sent. */
  public sealed interface Reply {
    /**
     * An answer, which the log has.
     *
     * @param body a CDS Hooks response
     * @param covered the values of {@code covered} in it, for metrics
     * @param repeated whether the log had it from before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    record Answer(byte[] body, List<String> covered, boolean repeated) implements Reply {}

    /**
     * The call is not one that can be answered.
     *
     * @param issue what kind of error it is, by the FHIR value set issue-type
     * @param body an OperationOutcome
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    record Rejected(int status, String issue, byte[] body) implements Reply {}
  }

  /** Answers a call, within the time that a call may take. Never throws. */
  public Outcome<Reply> answer(Caller caller, String serviceId, byte[] body) {
    return worker.run(() -> reply(caller, serviceId, body));
  }

  private Reply reply(Caller caller, String serviceId, byte[] body) throws Worker.FaultException {
    Sha256 digest = Sha256.of(body);
    String key = key(caller, serviceId, digest);
    try {
      Optional<LoggedEntry> before = log.byIdempotencyKey(key);
      if (before.isPresent()) {
        return again(before.get());
      }
      Instant now = clock.now().orElseThrow(() -> new Worker.FaultException(Fault.CLOCK));
      return switch (port.answer(serviceId, body, ehr.of(caller), now)) {
        case CrdResponse.Rejected(int status, String issue, byte[] outcome, String _) ->
            new Reply.Rejected(status, issue, outcome);
        case CrdResponse.Answered answered -> store(caller, serviceId, key, digest, answered, now);
      };
    } catch (StorageException _) {
      throw new Worker.FaultException(Fault.STORAGE);
    }
  }

  private Reply store(
      Caller caller,
      String serviceId,
      String key,
      Sha256 digest,
      CrdResponse.Answered answered,
      Instant now)
      throws StorageException {
    var entries = new ArrayList<NewEntry>();
    entries.add(
        new NewEntry(
            "response-" + UUID.randomUUID(),
            key,
            RESPONSE,
            digest,
            Content.owning(JsonWriter.canonicalBytes(summary(caller, serviceId, answered))),
            Content.owning(answered.body()),
            now,
            caller.name()));
    for (Assertion assertion : answered.assertions()) {
      entries.add(
          new NewEntry(
              assertion.coverageAssertionId(),
              key + "#" + entries.size(),
              assertion.replayable() ? EntryKind.DECISION : EntryKind.REFUSAL,
              digest,
              Content.owning(assertion.record()),
              Content.owning(assertion.coverageInformation()),
              now,
              caller.name()));
    }
    Appended first = log.append(entries).getFirst();
    return switch (first) {
      case Appended.Stored _ ->
          new Reply.Answer(
              answered.body(),
              answered.assertions().stream().map(Assertion::covered).toList(),
              false);
      case Appended.Repeated(LoggedEntry entry) -> again(entry);
    };
  }

  private static Reply again(LoggedEntry entry) {
    return new Reply.Answer(entry.entry().returned().bytes(), List.of(), true);
  }

  private static Json summary(Caller caller, String serviceId, CrdResponse.Answered answered) {
    return new Json.Members()
        .put("format", "proviso-hook-response-1")
        .put("client", caller.name())
        .put("service", serviceId)
        .put("hookInstance", answered.hookInstance())
        .put(
            "assertions",
            Json.texts(answered.assertions().stream().map(Assertion::coverageAssertionId).toList()))
        .toObject();
  }

  /** The same client, service and bytes give the same key, and nothing of what they say. */
  private static String key(Caller caller, String serviceId, Sha256 digest) {
    String whole = caller.name() + "\n" + serviceId + "\n" + digest.hex();
    return "hook:" + Sha256.of(whole.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
