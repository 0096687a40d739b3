package org.proviso.exchange.crd.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.proviso.exchange.crd.evidence.Ehr.Reply;
import org.proviso.exchange.crd.hook.FhirServer;
import org.proviso.fhir.record.ResourceReader;
import org.proviso.fhir.record.SentResource;
import org.proviso.fhir.record.SentResources;

/**
 * Asks the EHR, all at once, and waits no longer than the deadline. A reply is believed only when
 * it holds what was asked for and nothing else: one type, one patient, one page.
 */
public final class Retrieval {
  private final Ehr ehr;
  private final Optional<FhirServer> server;
  private final Deadline deadline;
  private final PatientResources resources;
  private final InputDigest digest;

  public Retrieval(
      Ehr ehr,
      Optional<FhirServer> server,
      Deadline deadline,
      PatientResources resources,
      InputDigest digest) {
    this.ehr = ehr;
    this.server = server.filter(one -> one.accessToken().isPresent());
    this.deadline = deadline;
    this.resources = resources;
    this.digest = digest;
  }

  /**
   * A question to the EHR.
   *
   * @param text relative to the server
   * @param type the resource type of the reply
   * @param id of a read: the id of the resource; empty for a search
   * @param aboutPatient whether every resource of the reply has to say that it is about the patient
   */
  public record Query(String text, String type, String id, boolean aboutPatient) {
    public static Query read(String type, String id, boolean aboutPatient) {
      return new Query(type + "/" + id, type, id, aboutPatient);
    }

    public static Query search(String type, String parameters) {
      return new Query(type + "?" + parameters, type, "", true);
    }
  }

  /** What came of a question. */
  public sealed interface Found {
    /** The resources; none is an answer too. */
    record Resources(List<SentResource> sent) implements Found {
      public Resources {
        sent = List.copyOf(sent);
      }
    }

    /** The EHR cannot be asked. */
    record NotAllowed() implements Found {}

    /** It was asked in vain, or its reply cannot be believed. */
    record InVain(String why) implements Found {}
  }

  /** Whether the call says whom to ask, and gives a token for it. */
  public boolean possible() {
    return server.isPresent();
  }

  /** Asks every question at the same time. */
  public SequencedMap<Query, Found> ask(List<Query> queries) {
    var results = new LinkedHashMap<Query, Found>();
    if (server.isEmpty()) {
      queries.forEach(query -> results.put(query, new Found.NotAllowed()));
      return results;
    }
    FhirServer where = server.get();
    var waiting = new ArrayList<CompletableFuture<Reply>>();
    var threads = new ArrayList<Thread>();
    for (Query query : queries) {
      var future = new CompletableFuture<Reply>();
      waiting.add(future);
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  future.complete(ehr.search(where, query.text(), deadline));
                } catch (RuntimeException | Error failure) {
                  future.completeExceptionally(failure);
                }
              }));
    }
    for (int index = 0; index < queries.size(); index++) {
      Query query = queries.get(index);
      results.put(query, judge(query, reply(waiting.get(index))));
    }
    threads.forEach(Thread::interrupt);
    return results;
  }

  private Reply reply(CompletableFuture<Reply> future) {
    try {
      return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new Reply.Failed("it did not answer in time");
    } catch (ExecutionException failed) {
      return new Reply.Failed("asking it failed");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Reply.Failed("asking it was broken off");
    }
  }

  private Found judge(Query query, Reply reply) {
    return switch (reply) {
      case Reply.NotAllowed(String why) -> new Found.NotAllowed();
      case Reply.Failed(String why) -> inVain(query, why);
      case Reply.Received(byte[] body) ->
          ResourceReader.read(body, query.type())
              .map(sent -> believed(query, sent, body))
              .orElseGet(() -> inVain(query, "its reply is no FHIR JSON"));
    };
  }

  private Found believed(Query query, SentResources found, byte[] body) {
    if (found.more()) {
      return inVain(query, "its reply is one of several pages");
    }
    if (found.faulty()) {
      return inVain(query, "its reply reports an error or a warning");
    }
    if (query.id().isEmpty() != found.bundle()) {
      return inVain(query, "its reply is not what was asked for");
    }
    for (SentResource resource : found.resources()) {
      if (!resource.type().equals(query.type())
          || (!query.id().isEmpty() && !resource.id().equals(query.id()))) {
        return inVain(query, "its reply has other resources than were asked for");
      }
      if (query.aboutPatient() && !resources.isAboutThePatient(resource)) {
        return inVain(query, "its reply has resources of another patient");
      }
    }
    digest.add(body);
    return new Found.Resources(found.resources());
  }

  private static Found inVain(Query query, String why) {
    return new Found.InVain(
        "The EHR was asked for " + query.type() + " resources in vain: " + why + ".");
  }
}
