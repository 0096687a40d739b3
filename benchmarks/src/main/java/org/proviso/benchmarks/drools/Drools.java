package org.proviso.benchmarks.drools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainerSessionsPool;
import org.kie.api.runtime.KieSession;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;

/**
 * Rules compiled to the executable model and run in sessions of a pool, which is what the project
 * recommends where sessions are many and short.
 */
public final class Drools<F extends Decided> implements Contestant<F, F> {
  private final KieContainerSessionsPool sessions;
  private final Function<SampleRequest, F> facts;

  private Drools(KieContainerSessionsPool sessions, Function<SampleRequest, F> facts) {
    this.sessions = sessions;
    this.facts = facts;
  }

  /**
   * Compiles a file of rules.
   *
   * @param file its name beside this class
   * @param facts makes the fact that a session is given
   */
  public static <F extends Decided> Drools<F> of(String file, Function<SampleRequest, F> facts) {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write("src/main/resources/org/proviso/benchmarks/drools/rules/" + file, rules(file));
    var builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) {
      throw new IllegalStateException(builder.getResults().getMessages().toString());
    }
    return new Drools<>(
        services.newKieContainer(builder.getKieModule().getReleaseId()).newKieSessionsPool(1),
        facts);
  }

  private static String rules(String file) {
    try (InputStream content =
        Objects.requireNonNull(Drools.class.getResourceAsStream(file), file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public F input(SampleRequest request) {
    return facts.apply(request);
  }

  @Override
  public F answer(F request) {
    request.clear();
    KieSession session = sessions.newKieSession();
    session.insert(request);
    session.fireAllRules();
    session.dispose();
    return request;
  }

  @Override
  public String verdict(F answer) {
    return answer.text();
  }
}
